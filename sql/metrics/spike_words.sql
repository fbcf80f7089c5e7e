-- How often words were said in one spike, step by step; the words are given.
--
-- Steps are of an hour, see spike_steps. What a post says is read as spike_terms reads it.
--
-- Parameters: brand, measure, started_at, terms, topic := null
-- Grain: term, step_at
--
-- term        varchar                   one or two words, in lower case
-- step_at     timestamp with time zone  begin of the step, UTC
-- step_hours  integer                   its length: 1, 6 or 24
-- post_count  bigint                    posts of the spike in it that say the term; null in a gap
-- heard_count bigint                    posts of the spike in it; null in a gap
with

steps as (

    select told.*
    from spike_steps(brand, measure, started_at, topic := topic) as told

),

said as (

    select
        cohort.post_id,
        cohort.created_at,
        concat(' ', array_to_string(spoken_words(cohort.text), ' '), ' ') as words
    from spike_cohort(brand, measure, started_at, topic := topic) as cohort
    where cohort.is_spike

),

placed as (

    select
        steps.step_at,
        said.words
    from steps
    inner join said
        on steps.step_at <= said.created_at and steps.until_at > said.created_at

),

wanted as (

    select distinct unnest(cast(terms as varchar[])) as term

),

counted as (

    select
        wanted.term,
        placed.step_at,
        count(*) as heard_count,
        count(*) filter (where contains(placed.words, ' ' || wanted.term || ' ')) as post_count
    from wanted
    cross join placed
    group by wanted.term, placed.step_at

)

select
    wanted.term,
    steps.step_at,
    steps.step_hours,
    case when not steps.is_gap then coalesce(counted.post_count, 0) end as post_count,
    case when not steps.is_gap then coalesce(counted.heard_count, 0) end as heard_count
from wanted
cross join steps
left join counted
    on wanted.term = counted.term and steps.step_at = counted.step_at
