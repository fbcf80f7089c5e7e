-- What a change is called once its largest voice is left out: what one voice carries is no change.
--
-- verdict          varchar  of change_verdict
-- verdict_without  varchar  the same without the voice that moves the figure most; null: none does
--
-- Returns: varchar  as verdict, or carried: beyond chance with that voice only; null: no verdict
--
-- Case: carried_verdict('better', 'better') = 'better'
-- Case: carried_verdict('worse', 'same') = 'carried'
-- Case: carried_verdict('worse', 'better') = 'carried'
-- Case: carried_verdict('same', 'better') = 'same'
-- Case: carried_verdict('worse', null) = 'worse'
-- Case: carried_verdict(null, null) = null
create or replace macro carried_verdict(verdict, verdict_without) as (
    case
        when verdict in ('better', 'worse') and verdict <> verdict_without then 'carried'
        else verdict
    end
);
