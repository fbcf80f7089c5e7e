-- Posts of one spike, and which of them only pass on what another said.
--
-- A near-copy shares three quarters of its words with an earlier post of the spike; names of
-- accounts, links, numbers, case and punctuation do not count, and texts below four words are
-- never copies. Of long spikes the first 60,000 words are compared with each other.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: post_id
--
-- post_id             varchar                   source:id
-- created_at          timestamp with time zone  UTC
-- source              varchar                   where it was said
-- author_id           varchar                   null: unknown
-- polarity            varchar                   null: unscored
-- share_count         bigint                    when last observed; null: not given
-- estimated_audience  double                    people; null: unknown
-- is_repost           boolean                   passed on by the platform's own button
-- is_near_copy        boolean                   an earlier post says nearly the same
-- original_post_id    varchar                   the earliest of those; itself where there is none
-- copy_count          bigint                    later near-copies of it
-- carried_count       bigint                    shares and near-copies: how it carried the spike
with

cohort as (

    select
        said.*,
        list_sort(list_distinct(regexp_extract_all(
            regexp_replace(
                replace(lower(said.text), '’', ''''), '(https?://\S+|www\.\S+|@\w+)', ' ', 'g'
            ), '\p{L}+(?:''\p{L}+)*'
        ))) as words
    from spike_cohort(brand, measure, started_at, topic := topic) as said
    where said.is_spike

),

worded as (

    select
        cohort.*,
        case
            when len(cohort.words) >= 4 then array_to_string(cohort.words, ' ')
            else cohort.post_id
        end as wording
    from cohort

),

wordings as (

    select
        worded.wording,
        min(worded.created_at) as first_at,
        len(any_value(worded.words)) as word_count
    from worded
    group by worded.wording

),

compared as (

    select
        wordings.wording,
        wordings.first_at,
        wordings.word_count,
        unnest(string_split(wordings.wording, ' ')) as word
    from wordings
    where wordings.word_count >= 4
    order by wordings.first_at, wordings.wording
    limit 60000

),

alike as (

    select
        later.wording,
        earlier.wording as earlier_wording,
        earlier.first_at
    from compared as later
    inner join compared as earlier
        on
            later.word = earlier.word
            and (
                later.first_at > earlier.first_at
                or (later.first_at = earlier.first_at and later.wording > earlier.wording)
            )
    group by later.wording, earlier.wording, earlier.first_at, later.word_count, earlier.word_count
    having count(*) >= 0.75 * (later.word_count + earlier.word_count - count(*))

),

origins as (

    select
        alike.wording,
        min_by(alike.earlier_wording, alike.first_at) as earlier_wording
    from alike
    group by alike.wording

),

traced as (

    select
        worded.*,
        coalesce(origins.earlier_wording, worded.wording) as origin
    from worded
    left join origins
        on worded.wording = origins.wording

),

grouped as (

    select
        traced.*,
        row_number() over (
            partition by traced.origin
            order by traced.created_at, traced.post_id
        ) as place,
        first_value(traced.post_id) over (
            partition by traced.origin
            order by traced.created_at, traced.post_id
        ) as original_post_id,
        count(*) over (partition by traced.origin) as group_count
    from traced

)

select
    grouped.post_id,
    grouped.created_at,
    grouped.source,
    grouped.author_id,
    grouped.polarity,
    grouped.share_count,
    grouped.estimated_audience,
    grouped.kind = 'repost' as is_repost,
    grouped.place > 1 as is_near_copy,
    grouped.original_post_id,
    case when grouped.place = 1 then grouped.group_count - 1 else 0 end as copy_count,
    coalesce(grouped.share_count, 0)
    + case when grouped.place = 1 then grouped.group_count - 1 else 0 end as carried_count
from grouped
