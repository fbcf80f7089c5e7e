-- Brand health from a day on, without reading all days before it.
--
-- Parameters: first_day
-- Grain: brand, local_date
-- Columns: brand_health_by_day
with

weights as (

    select
        coalesce(max(settings.value) filter (where settings.name = 'health.net_sentiment'), 30)
            as net_sentiment,
        coalesce(max(settings.value) filter (where settings.name = 'health.complaint_rate'), 20)
            as complaint_rate,
        coalesce(
            max(settings.value) filter (where settings.name = 'health.answered_in_target'), 25
        ) as answered_in_target,
        coalesce(max(settings.value) filter (where settings.name = 'health.silence'), 15)
            as silence,
        coalesce(max(settings.value) filter (where settings.name = 'health.viral_risk'), 10)
            as viral_risk
    from settings

),

present as (

    select
        parts.*,
        case when parts.net_sentiment is null then 0 else weights.net_sentiment end as w1,
        case when parts.complaint_rate is null then 0 else weights.complaint_rate end as w2,
        case when parts.answered_in_target is null then 0 else weights.answered_in_target end
            as w3,
        case when parts.silence is null then 0 else weights.silence end as w4,
        case when parts.viral_risk is null then 0 else weights.viral_risk end as w5
    from health_components_since(first_day) as parts
    cross join weights

),

shared as (

    select
        present.*,
        nullif(present.w1 + present.w2 + present.w3 + present.w4 + present.w5, 0) as total_weight
    from present

),

contributed as (

    select
        shared.*,
        coalesce(shared.net_sentiment * shared.w1 / shared.total_weight, 0.0) as c1,
        coalesce(shared.complaint_rate * shared.w2 / shared.total_weight, 0.0) as c2,
        coalesce(shared.answered_in_target * shared.w3 / shared.total_weight, 0.0) as c3,
        coalesce(shared.silence * shared.w4 / shared.total_weight, 0.0) as c4,
        coalesce(shared.viral_risk * shared.w5 / shared.total_weight, 0.0) as c5
    from shared

),

added as (

    select
        contributed.*,
        case
            when contributed.total_weight is not null
                then
                    contributed.c1
                    + contributed.c2
                    + contributed.c3
                    + contributed.c4
                    + contributed.c5
        end as brand_health,
        sqrt(
            pow(
                contributed.w1
                * coalesce(contributed.net_sentiment - contributed.net_sentiment_low, 0)
                + contributed.w2
                * coalesce(contributed.complaint_rate - contributed.complaint_rate_low, 0)
                + contributed.w4
                * coalesce(contributed.silence - contributed.silence_low, 0),
                2
            )
            + pow(
                contributed.w3
                * coalesce(contributed.answered_in_target - contributed.answered_in_target_low, 0),
                2
            )
        ) / contributed.total_weight as reach_down,
        sqrt(
            pow(
                contributed.w1
                * coalesce(contributed.net_sentiment_high - contributed.net_sentiment, 0)
                + contributed.w2
                * coalesce(contributed.complaint_rate_high - contributed.complaint_rate, 0)
                + contributed.w4
                * coalesce(contributed.silence_high - contributed.silence, 0),
                2
            )
            + pow(
                contributed.w3
                * coalesce(contributed.answered_in_target_high - contributed.answered_in_target, 0),
                2
            )
        ) / contributed.total_weight as reach_up
    from contributed

)

select
    added.brand,
    added.local_date,
    added.mention_count,
    cast(
        case when added.net_sentiment is not null then 1 else 0 end
        + case when added.complaint_rate is not null then 1 else 0 end
        + case when added.answered_in_target is not null then 1 else 0 end
        + case when added.silence is not null then 1 else 0 end
        + case when added.viral_risk is not null then 1 else 0 end as bigint
    ) as part_count,
    added.brand_health,
    added.brand_health - added.reach_down as brand_health_low,
    added.brand_health + added.reach_up as brand_health_high,
    added.net_sentiment as net_sentiment_part,
    added.complaint_rate as complaint_rate_part,
    added.answered_in_target as answered_in_target_part,
    added.silence as silence_part,
    added.viral_risk as viral_risk_part,
    added.c1 as net_sentiment_contribution,
    added.c2 as complaint_rate_contribution,
    added.c3 as answered_in_target_contribution,
    added.c4 as silence_contribution,
    added.c5 as viral_risk_contribution
from added
