-- Beyond our own accounts: complaints found by listening, beside those said to the brand.
--
-- A turn is said to the brand where it names or answers one of its accounts, stands on its page or
-- is a review (reply_reason); every other one was found by listening. The two parts together are
-- all turns. Answered and wait are of complaints whose first 24 hours are known; what came of
-- answers is turnaround's, like compared with like in being addressed, too.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: group_value
--
-- group_value       varchar  said to the brand, found by listening
-- turn_count        bigint   all turns
-- selected_count    bigint   of them turns only because they were answered: left out of the rest
-- complaint_count   bigint   complaints among the others
-- person_count      bigint   people who complained
-- known_count       bigint   complaints whose first 24 hours are known
-- answered_count    bigint   of them answered within 24 hours
-- share_24h         double   0 .. 1; null: fewer than 20
-- share_low         double   lower end of its 95 % Wilson interval
-- share_high        double   upper end
-- median_seconds    double   half of known_count were answered by then; null: not within 24 hours,
--                            or fewer than 20
-- open_count        bigint   complaints that are open still
-- open_audience     double   people who could read those, together; null: of none is it known
-- matched_count     bigint   answered angry turns with others to compare
-- calm_difference   double   -2 .. 2: calmer less angry again, beyond like turns without an answer;
--                            null: fewer than 20 on a side
-- calm_low          double   lower end of its 95 % interval
-- calm_high         double   upper end
with

cohort as (

    select
        address_named(turns.is_addressed) as group_value,
        turns.is_selected,
        turns.is_complaint and not turns.is_selected as is_counted,
        coalesce(turns.author_id, turns.turn_id) as person,
        turns.status,
        turns.estimated_audience,
        is_day_known(turns.status, turns.wait_seconds) as is_known,
        case
            when turns.status = 'answered' and turns.wait_seconds <= 86400 then turns.wait_seconds
        end as day_seconds
    from filtered_turns(brand, since, until, filters := filters) as turns

),

counted as (

    select
        group_value,
        count(*) as turn_count,
        count(*) filter (where is_selected) as selected_count,
        count(*) filter (where is_counted) as complaint_count,
        count(distinct person) filter (where is_counted) as person_count,
        count(*) filter (where is_counted and is_known) as known_count,
        count(day_seconds) filter (where is_counted and is_known) as answered_count,
        -- Who had no answer within the day waits longest.
        quantile_disc(coalesce(day_seconds, cast('infinity' as double)), 0.5) filter (
            where is_counted and is_known
        ) as middle_seconds,
        count(*) filter (where is_counted and status = 'open') as open_count,
        sum(estimated_audience) filter (where is_counted and status = 'open') as open_audience
    from cohort
    group by group_value

)

select
    counted.group_value,
    counted.turn_count,
    counted.selected_count,
    counted.complaint_count,
    counted.person_count,
    counted.known_count,
    counted.answered_count,
    case
        when counted.known_count >= 20
            then counted.answered_count / nullif(counted.known_count, 0)
    end as share_24h,
    case
        when counted.known_count >= 20
            then wilson_low(counted.answered_count, counted.known_count)
    end as share_low,
    case
        when counted.known_count >= 20
            then wilson_high(counted.answered_count, counted.known_count)
    end as share_high,
    case
        when counted.known_count >= 20 and not isinf(counted.middle_seconds)
            then counted.middle_seconds
    end as median_seconds,
    counted.open_count,
    counted.open_audience,
    coalesce(turned.matched_count, 0) as matched_count,
    case when not turned.is_small then turned.calm_difference end as calm_difference,
    case when not turned.is_small then turned.calm_low end as calm_low,
    case when not turned.is_small then turned.calm_high end as calm_high
from counted
left join turnaround(brand, since, until, 'addressed', filters := filters) as turned
    on counted.group_value = turned.group_value
