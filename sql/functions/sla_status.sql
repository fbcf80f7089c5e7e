-- Whether a turn was answered within the brand's target.
--
-- At the target itself it is still met. What its author took back counts only where that came
-- after it was due.
--
-- status          varchar      answered, open, removed
-- waited_seconds  double       on the clock of the target: to the answer, or to what is known
-- target_seconds  double       the brand's target
-- removed_at      timestamptz  null: it stands
-- due_at          timestamptz  when the target falls due
--
-- Returns: varchar  met, missed, pending; null: removed before it was due
--
-- Case: sla_status('answered', 3600, 3600, null, null) = 'met'
-- Case: sla_status('answered', 3600.5, 3600, null, null) = 'missed'
-- Case: sla_status('open', 3600, 3600, null, null) = 'pending'
-- Case: sla_status('open', 3601, 3600, null, null) = 'missed'
-- Case: sla_status('removed', 9, 9, date '2026-05-01', date '2026-05-01') = null
-- Case: sla_status('removed', 9, 9, date '2026-05-02', date '2026-05-01') = 'missed'
create or replace macro sla_status(
    status, waited_seconds, target_seconds, removed_at, due_at
) as (
    case
        when status <> 'removed' and waited_seconds > target_seconds then 'missed'
        when status = 'answered' then 'met'
        when status = 'open' then 'pending'
        when removed_at > due_at then 'missed'
    end
);
