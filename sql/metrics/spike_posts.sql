-- Posts of one spike, and which of them only pass on what another said.
--
-- A near-copy is of the same copy_group as an earlier post of the spike, see mentions.
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

traced as (

    select
        said.*,
        coalesce(cast(said.copy_group as varchar), said.post_id) as origin
    from spike_cohort(brand, measure, started_at, topic := topic) as said
    where said.is_spike

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
