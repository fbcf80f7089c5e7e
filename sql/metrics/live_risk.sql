-- Posts that still grow, what they may become, and what to do next.
--
-- Posts younger than seven days. next_step, the first that holds:
--   wait      one snapshot only: nothing is known of its growth
--   answer    viral risk at or above the alert level, and nobody has answered
--   follow    answered and likely harmful, and it has passed the threshold or more likely than not
--             will
--   stands    no new share in the last third of its age
--   prepare   viral risk at or above half the alert level
--   thank     positive, and it has passed the threshold or more likely than not will
--   watch     everything else
-- The alert level is cutoffs.alert_level of earshot.toml.
--
-- Grain: post_id, brand
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- source                 varchar                   where it was said
-- conversation_id        varchar                   the thread
-- created_at             timestamp with time zone  UTC
-- observed_at            timestamp with time zone  the newest snapshot
-- age_hours              double                    since the post was published
-- author_name            varchar                   name or handle; null: unknown
-- author_followers       bigint                    null: unknown
-- title_or_text          varchar                   what it says
-- url                    varchar                   where to read it
-- polarity               varchar                   null: unscored
-- is_complaint           boolean                   see mentions
-- is_answered            boolean                   the brand has replied to it
-- share_count            double                    the highest seen
-- shares_per_hour        double                    over the last third of its age
-- projected_share_count  double                    at seven days; null: first snapshot
-- projected_low          double                    80 % end between low and high
-- projected_high         double                    see projected_low
-- projected_pickup       double                    picked up late: one in a hundred ends above
-- estimated_audience     double                    people reached so far; null: unknown
-- projected_audience     double                    people at seven days; null: unknown
-- threshold_audience     double                    people from which a post of the brand is large
-- is_passed              boolean                   it has reached that many
-- pass_probability       double                    0.01 .. 0.99, of still passing it
-- harm                   double                    0 .. 1, of the text, the reactions, the author
-- reaction_count         bigint                    scored replies and quotes behind it
-- negative_count         bigint                    of them negative or complaints
-- has_open_complaint     boolean                   its author waited with a complaint
-- waiting_weight         double                    1 unanswered, 0.5 answered
-- viral_risk             double                    0 .. 100: probability × harm × waiting
-- audience_to_come       double                    people expected until it is seven days old
-- harmful_audience       double                    that × harm × waiting: the order of the board
-- alert_level            double                    0 .. 100
-- next_step              varchar                   see above
-- learned_count          bigint                    finished posts behind the projection; 0: default
with

growing as (

    select
        viral_risk.*,
        cutoffs.alert_level
    from viral_risk
    cross join cutoffs
    where viral_risk.is_live

)

select
    growing.post_id,
    growing.brand,
    mentions.source,
    mentions.conversation_id,
    mentions.created_at,
    growing.observed_at,
    growing.age_hours,
    coalesce(mentions.author_name, mentions.author_handle) as author_name,
    mentions.author_followers,
    coalesce(nullif(mentions.title, ''), mentions.text) as title_or_text,
    mentions.url,
    mentions.polarity,
    mentions.is_complaint,
    growing.is_answered,
    growing.share_count,
    growing.shares_per_hour,
    growing.projected_share_count,
    growing.projected_low,
    growing.projected_high,
    growing.projected_pickup,
    growing.estimated_audience,
    growing.projected_audience,
    growing.threshold_audience,
    growing.is_passed,
    growing.pass_probability,
    growing.harm,
    growing.reaction_count,
    growing.negative_count,
    growing.has_open_complaint,
    growing.waiting_weight,
    growing.viral_risk,
    growing.audience_to_come,
    growing.harmful_audience,
    growing.alert_level,
    case
        when growing.projected_share_count is null then 'wait'
        when growing.viral_risk >= growing.alert_level and not growing.is_answered then 'answer'
        when
            growing.is_answered
            and growing.harm >= 0.7
            and growing.shares_per_hour > 0
            and (growing.is_passed or growing.pass_probability >= 0.5)
            then 'follow'
        when growing.shares_per_hour <= 0 then 'stands'
        when growing.viral_risk >= growing.alert_level / 2 then 'prepare'
        when
            mentions.polarity = 'positive'
            and (growing.is_passed or growing.pass_probability >= 0.5)
            then 'thank'
        else 'watch'
    end as next_step,
    growing.learned_count
from growing
inner join mentions
    on
        growing.post_id = mentions.post_id
        and growing.brand = mentions.brand
