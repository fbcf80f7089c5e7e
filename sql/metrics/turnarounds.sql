-- What people who were angry said within 72 hours of an answer; beside them, who got none.
--
-- A row of role answered is a negative turn or complaint that a person answered; its clock starts
-- with the answer. One of role compared is such a turn that nobody answered until 72 hours after
-- the same age, once for each band of ages, its clock started at the mean age of the answers of
-- that band. Left out: authors unknown, turns whose 72 hours are not over or hold a gap of the
-- source, what was taken back before.
--
-- The outcome is the author's next post about the brand, reposts left out, in any conversation:
-- better (positive, or thanks), same (neutral), worse (negative or a complaint again), new (a
-- complaint about another topic), silent (none), unknown (in a language without a scorer).
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: turn_id, role, age
--
-- turn_id         varchar                   post_id of the turn's first post
-- role            varchar                   answered, compared
-- age             varchar                   answer_age of the answer, or of those compared with
-- author_id       varchar                   who was angry
-- source          varchar                   where
-- topic           varchar                   its first; none
-- is_complaint    boolean                   else only negative
-- is_addressed    boolean                   said to the brand, not found by listening
-- day_part        integer                   0 .. 3: quarters of the day in which it began, local
-- started_at      timestamp with time zone  of the turn
-- clock_at        timestamp with time zone  from which on one listens
-- week            date                      Monday of the local week of clock_at
-- answer_post_id  varchar                   null for those compared
-- responder       varchar                   null for those compared
-- next_post_id    varchar                   what they said next; null: nothing
-- outcome         varchar                   better, same, worse, new, silent, unknown
with

angry as (

    select
        turns.turn_id,
        turns.author_id,
        turns.source,
        turns.topics,
        coalesce(turns.topics[1], 'none') as topic,
        turns.is_complaint,
        turns.is_addressed,
        (turns.hour_of_week % 24) // 6 as day_part,
        turns.started_at,
        turns.answered_at,
        turns.answer_post_id,
        turns.responder,
        turns.removed_at,
        turns.wait_seconds,
        turns.observed_until
    from filtered_turns(brand, since, until, filters := filters) as turns
    where
        (turns.is_complaint or turns.polarity = 'negative')
        and not turns.is_selected
        and turns.author_id is not null

),

answered as (

    select
        angry.*,
        answer_age(angry.wait_seconds) as age
    from angry
    where angry.answered_at is not null

),

ages as (

    select
        age,
        avg(wait_seconds) as clock_seconds
    from answered
    group by age

),

units as (

    select
        answered.* exclude (wait_seconds),
        'answered' as role,
        answered.answered_at as clock_at
    from answered
    union all by name
    select
        angry.* exclude (wait_seconds, answer_post_id, responder),
        ages.age,
        'compared' as role,
        angry.started_at + to_seconds(ages.clock_seconds) as clock_at
    from angry
    cross join ages
    where
        angry.answered_at is null
        or angry.answered_at > angry.started_at + to_seconds(ages.clock_seconds) + interval 72 hours

),

watched as (

    select units.*
    from units
    where
        units.observed_until >= units.clock_at + interval 72 hours
        and (units.removed_at is null or units.removed_at > units.clock_at)
        and not exists (
            select 1
            from observation_gaps as gaps
            where
                gaps.source = units.source
                and gaps.since_at < units.clock_at + interval 72 hours
                and gaps.until_at > units.clock_at
        )

),

followed as (

    select
        watched.turn_id,
        watched.role,
        watched.age,
        posts.post_id,
        case
            when posts.polarity = 'positive' or posts.reply_cue = 'thanks' then 'better'
            when posts.polarity = 'negative' or posts.is_complaint
                then case
                    when
                        len(posts.topics) > 0
                        and len(watched.topics) > 0
                        and not list_has_any(posts.topics, watched.topics)
                        then 'new'
                    else 'worse'
                end
            when posts.polarity = 'neutral' then 'same'
            else 'unknown'
        end as outcome
    from watched
    inner join posts
        on
            posts.brand = brand
            and watched.author_id = posts.author_id
            and posts.direction = 'inbound'
            and posts.kind <> 'repost'
            and posts.created_at > watched.clock_at
            and posts.created_at <= watched.clock_at + interval 72 hours
    qualify
        row_number() over (
            partition by watched.turn_id, watched.role, watched.age
            order by posts.created_at, posts.post_id
        ) = 1

)

select
    watched.turn_id,
    watched.role,
    watched.age,
    watched.author_id,
    watched.source,
    watched.topic,
    watched.is_complaint,
    watched.is_addressed,
    watched.day_part,
    watched.started_at,
    watched.clock_at,
    cast(date_trunc('week', local_date(watched.clock_at, brands.time_zone)) as date) as week,
    watched.answer_post_id,
    watched.responder,
    followed.post_id as next_post_id,
    coalesce(followed.outcome, 'silent') as outcome
from watched
inner join brands
    on brands.brand = brand
left join followed
    on
        watched.turn_id = followed.turn_id
        and watched.role = followed.role
        and watched.age = followed.age
