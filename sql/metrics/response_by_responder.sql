-- Who answers: the signature, else the account. Only of what was answered, and labelled so.
--
-- Parameters: brand, since, until, clock := 'calendar', filters := map {}
-- Grain: responder
--
-- responder                     varchar  signature or account
-- answered_count                bigint   turns whose first answer was theirs
-- met_count                     bigint   of them within the target
-- met_share                     double   0 .. 1
-- answered_only_median_seconds  double   median wait of what they answered
-- is_small                      boolean  fewer than ten answers: too few to compare
select
    turns.responder,
    count(*) as answered_count,
    count(*) filter (where turns.sla_status = 'met') as met_count,
    count(*) filter (where turns.sla_status = 'met') / nullif(count(*), 0) as met_share,
    quantile_cont(
        case
            when clock = 'business' then turns.business_wait_seconds else turns.wait_seconds
        end, 0.5
    ) as answered_only_median_seconds,
    count(*) < 10 as is_small
from filtered_turns(brand, since, until, filters := filters) as turns
where
    turns.status = 'answered'
    and not turns.is_selected
    and turns.responder is not null
group by turns.responder
