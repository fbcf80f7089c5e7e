-- How the brand was spoken of while one spike went on, step by step.
--
-- Everything said to or of the brand in those hours (of the spike's topic, where it has one),
-- complaint or not: of complaints alone nearly all are negative. What only passes on another's post
-- is no opinion of its own. Copies of one text are one voice. Below five opinions nothing is told.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: step_at
--
-- step_at              timestamp with time zone  begin of the step, UTC
-- step_hours           integer                   its length: 1, 6 or 24, see step_hours()
-- scored_count         bigint                    opinions with a sentiment; null in a gap
-- negative_count       bigint                    of them negative; null in a gap
-- negative_share       double                    0 .. 1; null: fewer than five, or a gap
-- negative_share_low   double                    95 % interval; null as above
-- negative_share_high  double                    see negative_share_low
-- verdict              varchar                   beside the first step that has a share: better,
--                                                worse, same (within chance); null: it is that one,
--                                                or has none
with

steps as (

    select told.*
    from spike_steps(brand, measure, started_at, topic := topic, most := 24) as told

),

heard as (

    select
        steps.step_at,
        posts.copy_group,
        coalesce(cast(posts.copy_group as varchar), posts.post_id) as voice,
        posts.polarity = 'negative' as is_negative
    from steps
    inner join posts
        on steps.step_at <= posts.created_at and steps.until_at > posts.created_at
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and posts.kind <> 'repost'
        and posts.polarity is not null
        and (topic is null or list_contains(posts.topics, topic))
        and not steps.is_gap

),

voices as (

    select
        heard.step_at,
        heard.voice,
        count(*) as scored_count,
        count(*) filter (where heard.is_negative) as negative_count,
        count(heard.copy_group) > 1 as is_copied
    from heard
    group by heard.step_at, heard.voice

),

counted as (

    select
        voices.step_at,
        cast(sum(voices.scored_count) as bigint) as scored_count,
        cast(sum(voices.negative_count) as bigint) as negative_count,
        voice_sums(
            voices.negative_count, voices.negative_count, voices.scored_count, voices.is_copied
        ) as sums
    from voices
    group by voices.step_at

),

shared as (

    select
        summed.*,
        case
            when summed.scored_count >= 5 then summed.negative_count / summed.scored_count
        end as negative_share,
        voice_count(summed.sums, summed.mean, 0) as voices
    from (
        select
            counted.*,
            voice_mean(counted.sums) as mean
        from counted
    ) as summed

),

opening as (

    select
        shared.step_at,
        shared.negative_share,
        shared.voices
    from shared
    where shared.negative_share is not null
    order by shared.step_at
    limit 1

)

select
    steps.step_at,
    steps.step_hours,
    case when not steps.is_gap then coalesce(shared.scored_count, 0) end as scored_count,
    case when not steps.is_gap then coalesce(shared.negative_count, 0) end as negative_count,
    shared.negative_share,
    voice_low(shared.negative_share, shared.voices, 0) as negative_share_low,
    voice_high(shared.negative_share, shared.voices, 0) as negative_share_high,
    change_verdict(
        opening.negative_share - shared.negative_share,
        voice_reach(
            shared.negative_share, shared.voices, opening.negative_share, opening.voices, 0
        ),
        shared.scored_count,
        5
    ) as verdict
from steps
left join shared
    on steps.step_at = shared.step_at
left join opening
    on steps.step_at > opening.step_at
