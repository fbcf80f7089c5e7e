-- Who gets answered: the share answered within 24 hours by who asks, each group beside its likes.
--
-- Of turns whose 24 hours are known: answered by then, or watched for as long. Each group is
-- compared with all others of the same source, said to the brand or found by listening as they are,
-- weighted to the group's own mix: where a source gives no followers, those unknown are compared
-- with none of another source. The 95 % interval of the difference is over people (linearized).
-- Since several groups are looked at, a difference is called one only beyond 99 %, and with 20
-- people on either side.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: group_value
--
-- group_value      varchar  dimension 'followers' (follower_tier), 'lang', 'source', 'addressed'
--                           (said to the brand, found by listening), 'named' (named_band of
--                           others_named of the first post; answers are compared with answers);
--                           unknown where there is none
-- turn_count       bigint   turns
-- known_count      bigint   whose 24 hours are known
-- matched_count    bigint   of them with others of their source and address
-- person_count     bigint   people among the matched
-- others_count     bigint   people that they are compared with
-- answered_count   bigint   answered within 24 hours
-- share_24h        double   0 .. 1 of known_count
-- share_low        double   lower end of its 95 % Wilson interval
-- share_high       double   upper end
-- others_share     double   0 .. 1 of its likes; null: there are none
-- difference       double   -1 .. 1, of the matched
-- difference_low   double   lower end of its 95 % interval
-- difference_high  double   upper end
-- verdict          varchar  more, less, same, few
with

asked as (

    select
        coalesce(case dimension
            when 'lang' then turns.lang
            when 'source' then turns.source
            when 'addressed' then address_named(turns.is_addressed)
            when 'named'
                then named_band(
                    others_named(
                        nullif(posts.text, ''), posts.parent_id is not null, brand_handles.handles
                    )
                )
            else follower_tier(turns.author_followers)
        end, 'unknown') as group_value,
        -- What is compared is no part of what must be alike.
        concat_ws(
            '|',
            case when dimension <> 'source' then turns.source end,
            case when dimension <> 'addressed' then turns.is_addressed end,
            -- Who answers another customer is like nobody who speaks to all.
            case when dimension = 'named' then posts.parent_id is not null end
        ) as cell,
        coalesce(turns.author_id, turns.turn_id) as person,
        cast(turns.status = 'answered' and turns.wait_seconds <= 86400 as integer) as is_answered,
        is_day_known(turns.status, turns.wait_seconds) as is_known
    from filtered_turns(brand, since, until, filters := filters) as turns
    -- Texts are read for the one dimension that is in them.
    left join posts
        on
            dimension = 'named'
            and turns.brand = posts.brand
            and turns.turn_id = posts.post_id
            and turns.started_at = posts.created_at
    left join brand_handles
        on turns.brand = brand_handles.brand
    where not turns.is_selected

),

counted as (

    select
        group_value,
        count(*) as turn_count,
        count(*) filter (where is_known) as known_count,
        sum(is_answered) as answered_count
    from asked
    group by group_value

),

cells as (

    select
        group_value,
        cell,
        count(*) as own_count,
        sum(is_answered) as own_answered,
        sum(count(*)) over (partition by cell) - count(*) as others_count,
        sum(sum(is_answered)) over (partition by cell) - sum(is_answered) as others_answered
    from asked
    where is_known
    group by
        group_value,
        cell

),

matched as (

    select
        *,
        own_answered / own_count as own_share,
        others_answered / others_count as others_share,
        own_count / sum(own_count) over (partition by group_value) as weight
    from cells
    where others_count > 0

),

differences as (

    select
        group_value,
        sum(own_count) as matched_count,
        sum(weight * others_share) as others_share,
        sum(weight * (own_share - others_share)) as difference
    from matched
    group by group_value

),

pulls as (

    select
        asked.group_value,
        asked.person,
        true as is_own,
        matched.weight * (asked.is_answered - matched.own_share) / matched.own_count as pull
    from asked
    inner join matched
        on
            asked.group_value = matched.group_value
            and asked.cell = matched.cell
    where asked.is_known
    union all
    select
        matched.group_value,
        asked.person,
        false as is_own,
        -matched.weight * (asked.is_answered - matched.others_share) / matched.others_count as pull
    from asked
    inner join matched
        on
            asked.group_value <> matched.group_value
            and asked.cell = matched.cell
    where asked.is_known

),

by_person as (

    select
        group_value,
        person,
        bool_or(is_own) as is_own,
        sum(pull) as pull
    from pulls
    group by
        group_value,
        person

),

spread as (

    select
        group_value,
        count(*) filter (where is_own) as person_count,
        count(*) filter (where not is_own) as others_count,
        z95() * sqrt(sum(pull * pull) * count(*) / nullif(count(*) - 1, 0)) as reach
    from by_person
    group by group_value

)

select
    counted.group_value,
    counted.turn_count,
    counted.known_count,
    coalesce(cast(differences.matched_count as bigint), 0) as matched_count,
    coalesce(spread.person_count, 0) as person_count,
    coalesce(spread.others_count, 0) as others_count,
    cast(counted.answered_count as bigint) as answered_count,
    counted.answered_count / nullif(counted.known_count, 0) as share_24h,
    wilson_low(counted.answered_count, counted.known_count) as share_low,
    wilson_high(counted.answered_count, counted.known_count) as share_high,
    differences.others_share,
    differences.difference,
    differences.difference - spread.reach as difference_low,
    differences.difference + spread.reach as difference_high,
    case
        when
            coalesce(spread.person_count, 0) < 20
            or coalesce(spread.others_count, 0) < 20
            then 'few'
        -- 99 % reaches 1.314 times as far as 95 %.
        when differences.difference - 1.314 * spread.reach > 0 then 'more'
        when differences.difference + 1.314 * spread.reach < 0 then 'less'
        else 'same'
    end as verdict
from counted
left join differences
    on counted.group_value = differences.group_value
left join spread
    on counted.group_value = spread.group_value
