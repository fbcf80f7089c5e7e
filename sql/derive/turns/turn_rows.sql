-- One row per turn of the touched conversations, with both clocks.
--
-- Reads: turn_members, brands and their calendars. Leaves: turns_final.
create or replace temp table turns_new as
with

summed as (

    select
        brand,
        conversation_id,
        author_key,
        turn_number,
        arg_min(post_id, (created_at, post_id)) as turn_id,
        any_value(author_id) as author_id,
        arg_min(source, (created_at, post_id)) as source,
        arg_min(lang, (created_at, post_id)) as lang,
        arg_min(topics, (created_at, post_id)) as topics,
        arg_min(reply_reason, (created_at, post_id)) as reply_reason,
        min(created_at) as started_at,
        max(created_at) as last_post_at,
        count(*) as post_count,
        bool_and(reply_reason = 'answered') as is_selected,
        bool_or(is_complaint) as is_complaint,
        arg_min(polarity, (sentiment, post_id)) as polarity,
        min(sentiment) as sentiment,
        max(author_followers) as author_followers,
        max(estimated_audience) as estimated_audience,
        min(answered_at) as answered_at,
        arg_min(answer_post_id, (answered_at, answer_post_id)) as answer_post_id,
        arg_min(responder, (answered_at, answer_post_id)) as responder,
        case when bool_and(removed_at is not null) then max(removed_at) end as removed_at
    from turn_members
    group by brand, conversation_id, author_key, turn_number

)

select
    summed.* exclude (answered_at, answer_post_id, responder, removed_at),
    -- Taken back first: the answer came to an empty place.
    case when summed.removed_at < summed.answered_at then null else summed.answered_at end
        as answered_at,
    case when summed.removed_at < summed.answered_at then null else summed.answer_post_id end
        as answer_post_id,
    case when summed.removed_at < summed.answered_at then null else summed.responder end
        as responder,
    case when summed.answered_at <= summed.removed_at then null else summed.removed_at end
        as removed_at
from summed;

-- Open seconds of the brand's calendar before each moment that a turn knows.
create or replace temp table moments as
with

asked as (

    select
        brand,
        started_at as moment_at
    from turns_new
    union
    select
        brand,
        coalesce(answered_at, removed_at) as moment_at
    from turns_new
    where answered_at is not null or removed_at is not null

),

dated as (

    select
        asked.brand,
        asked.moment_at,
        brands.is_always_open,
        local_date(asked.moment_at, brands.time_zone) as local_date
    from asked
    inner join brands
        on asked.brand = brands.brand

)

select
    dated.brand,
    dated.moment_at,
    open_seconds(dated.brand, dated.moment_at, dated.local_date, dated.is_always_open)
        as open_seconds
from dated;

-- When the target falls due: by the calendar, or when that much open time has passed.
create or replace temp table dues as
with

targets as (

    select
        turns_new.brand,
        turns_new.turn_id,
        turns_new.started_at,
        brands.target_seconds,
        brands.target_clock = 'business' and not brands.is_always_open as is_business,
        moments.open_seconds + brands.target_seconds as open_seconds_needed
    from turns_new
    inner join brands
        on turns_new.brand = brands.brand
    inner join moments
        on
            turns_new.brand = moments.brand
            and turns_new.started_at = moments.moment_at

),

-- The span of open hours in which the target is reached is the last that begins before; one walk
-- along both finds it, where comparing every turn with every day would take the longest of all.
walk as (

    select
        brand,
        cast(null as varchar) as turn_id,
        cum_seconds as at_seconds,
        cum_seconds as begun_seconds
    from business_days
    union all
    select
        brand,
        turn_id,
        open_seconds_needed as at_seconds,
        null as begun_seconds
    from targets
    where is_business

),

reached as (

    select
        brand,
        turn_id,
        at_seconds,
        max(begun_seconds) over (
            partition by brand
            order by at_seconds, turn_id nulls last
            rows between unbounded preceding and current row
        ) as begun_seconds
    from walk

),

opened as (

    select
        reached.brand,
        reached.turn_id,
        min(
            epoch(business_days.opens_at) + reached.at_seconds - business_days.cum_seconds
        ) as due_epoch
    from reached
    inner join business_days
        on
            reached.brand = business_days.brand
            and reached.begun_seconds = business_days.cum_seconds
    where
        reached.turn_id is not null
        and reached.at_seconds
        <= business_days.cum_seconds
        + epoch(business_days.closes_at)
        - epoch(business_days.opens_at)
    group by reached.brand, reached.turn_id

)

select
    targets.brand,
    targets.turn_id,
    make_timestamptz(cast(round(
        coalesce(opened.due_epoch, epoch(targets.started_at) + targets.target_seconds) * 1000000
    ) as bigint)) as due_at
from targets
left join opened
    on
        targets.brand = opened.brand
        and targets.turn_id = opened.turn_id;

create or replace temp table turns_final as

select
    turns_new.* exclude (author_key),
    local_date(turns_new.started_at, brands.time_zone) as local_date,
    hour_of_week(turns_new.started_at, brands.time_zone) as hour_of_week,
    epoch(coalesce(turns_new.answered_at, turns_new.removed_at)) - epoch(turns_new.started_at)
        as wait_seconds,
    starts.open_seconds as started_business_seconds,
    ends.open_seconds - starts.open_seconds as business_wait_seconds,
    dues.due_at,
    id_key(turns_new.conversation_id) as conversation_key
from turns_new
inner join brands
    on turns_new.brand = brands.brand
inner join moments as starts
    on
        turns_new.brand = starts.brand
        and turns_new.started_at = starts.moment_at
left join moments as ends
    on
        turns_new.brand = ends.brand
        and coalesce(turns_new.answered_at, turns_new.removed_at) = ends.moment_at
inner join dues
    on
        turns_new.brand = dues.brand
        and turns_new.turn_id = dues.turn_id;
