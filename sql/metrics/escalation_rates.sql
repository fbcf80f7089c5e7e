-- How often a complaint was followed by a wider one, by what became of the first contact.
--
-- Of complaints whose 30 days are over. Those that were answered well are the rate that there is
-- anyway. Associated with, not caused by.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: failure
--
-- failure          varchar  unanswered, late, generic, dropped, answered
-- complaint_count  bigint   complaints whose 30 days are over
-- wider_count      bigint   followed by a wider post of the same person
-- wider_share      double   0 .. 1
-- wider_low        double   lower end of its 95 % Wilson interval
-- wider_high       double   upper end
-- later_audience   double   people whom the wider posts reached together; null: none, or unknown
-- median_hours     double   from the first post to the wider one; null: none
-- is_small         boolean  fewer than 20 complaints: too few to compare
with

chains as (

    select *
    from escalations(brand, since, until, filters := filters)
    where is_known

),

-- A post that follows two complaints of a person reached its people once.
reached as (

    select
        failure,
        sum(audience) as later_audience
    from (
        select
            failure,
            later_post_id,
            max(later_audience) as audience
        from chains
        where later_post_id is not null
        group by
            failure,
            later_post_id
    ) as posts_of
    group by failure

)

select
    chains.failure,
    count(*) as complaint_count,
    count(chains.later_post_id) as wider_count,
    count(chains.later_post_id) / count(*) as wider_share,
    wilson_low(count(chains.later_post_id), count(*)) as wider_low,
    wilson_high(count(chains.later_post_id), count(*)) as wider_high,
    any_value(reached.later_audience) as later_audience,
    median(chains.lead_hours) as median_hours,
    count(*) < 20 as is_small
from chains
left join reached
    on chains.failure = reached.failure
group by chains.failure
