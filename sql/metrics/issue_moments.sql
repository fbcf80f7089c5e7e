-- When a rule on issues would have alerted: what alert_moments is for the other kinds of alert.
--
-- An issue alerts at the end of the first day that lists it with as many people, the running day at
-- the moment up to which the brand is known. It stands apart since planning it costs as much as a
-- rule of another kind does. Since a moment, earlier ones are not looked for.
--
-- Parameters: brand, level, since := null
-- Grain: subject
--
-- subject           varchar                   its word and the day that listed it first
-- measure           varchar                   always null
-- post_id           varchar                   the first post
-- happened_at       timestamp with time zone  when that was
-- alerted_at        timestamp with time zone  when the rule could first have known
-- observed_value    double                    people
-- lead_hours        double                    before the day that lists it with most people
-- harmful_audience  double                    always null
with

listed as (

    select
        days.term || ' since ' || days.started_date as subject,
        days.post_id,
        days.first_at,
        days.known_at,
        days.person_count,
        days.person_count >= level as is_reached
    from issue_listings(brand, since) as days

)

select
    listed.subject,
    cast(null as varchar) as measure,
    any_value(listed.post_id) as post_id,
    min(listed.first_at) as happened_at,
    min(listed.known_at) filter (where listed.is_reached) as alerted_at,
    cast(
        min_by(listed.person_count, listed.known_at) filter (where listed.is_reached) as double
    ) as observed_value,
    (
        epoch(max_by(listed.known_at, (listed.person_count, -epoch(listed.known_at))))
        - epoch(min(listed.known_at) filter (where listed.is_reached))
    ) / 3600.0 as lead_hours,
    cast(null as double) as harmful_audience
from listed
group by listed.subject
having bool_or(listed.is_reached)
