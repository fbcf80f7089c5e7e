-- What the public replies of a brand's people cost in time, hour by hour.
--
-- Public replies only: what is written in private, read or looked up shows in the time between two
-- replies, else nowhere. The handling time is the median time between two consecutive replies of
-- one hand (reply_gaps). Replies by machines cost nothing and stand beside it. Money is shown only
-- where earshot.toml says what an hour costs (person_hour of the brand).
--
-- Grain: brand, hour_at
--
-- brand             varchar                   key in earshot.toml
-- hour_at           timestamp with time zone  begin of the hour, UTC
-- reply_count       bigint                    replies by people, each piece of work once
-- more_count        bigint                    posts that go on with a reply, beside them
-- automated_count   bigint                    posts by machines of the brand
-- responder_count   bigint                    signatures and accounts that replied
-- unsigned_count    bigint                    of the replies: signed by nobody, counted per account
-- gap_count         bigint                    gaps that tell the handling time
-- handling_seconds  double                    median of them; null: unknown
-- person_hours      double                    replies × handling time; null: unknown
-- cost              double                    person-hours × cost of one; null: unknown
-- currency          varchar                   of the cost; null: not configured
with

worked as (

    select
        gaps.brand,
        date_trunc('hour', gaps.replied_at) as hour_at,
        count(*) filter (where not gaps.is_more) as reply_count,
        count(*) filter (where gaps.is_more) as more_count,
        count(distinct gaps.responder) as responder_count,
        count(*) filter (where not gaps.is_more and not gaps.is_signed) as unsigned_count,
        count(gaps.gap_seconds) as gap_count,
        median(gaps.gap_seconds) as handling_seconds
    from reply_gaps(null, null, null) as gaps
    group by
        gaps.brand,
        date_trunc('hour', gaps.replied_at)

),

automated as (

    select
        posts.brand,
        date_trunc('hour', posts.created_at) as hour_at,
        count(*) as automated_count
    from posts
    where
        posts.direction = 'outbound'
        and posts.is_automated
    group by
        posts.brand,
        date_trunc('hour', posts.created_at)

),

hours as (

    select
        coalesce(worked.brand, automated.brand) as brand,
        coalesce(worked.hour_at, automated.hour_at) as hour_at,
        coalesce(worked.reply_count, 0) as reply_count,
        coalesce(worked.more_count, 0) as more_count,
        coalesce(automated.automated_count, 0) as automated_count,
        coalesce(worked.responder_count, 0) as responder_count,
        coalesce(worked.unsigned_count, 0) as unsigned_count,
        coalesce(worked.gap_count, 0) as gap_count,
        worked.handling_seconds,
        worked.reply_count * worked.handling_seconds / 3600.0 as person_hours
    from worked
    full join automated
        on
            worked.brand = automated.brand
            and worked.hour_at = automated.hour_at

)

select
    hours.*,
    hours.person_hours * desk_costs.cost_per_hour as cost,
    desk_costs.currency
from hours
left join desk_costs
    on hours.brand = desk_costs.brand
