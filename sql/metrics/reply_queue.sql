-- Who to answer first: those who wait, by what another hour of silence costs.
--
-- Another hour costs as many people as have read the post by its end, times the harm that it does
-- to them. Posts whose viral risk is at the alert level stand above all others. Of equal priority
-- the overdue come first, then who has waited longer. Filters are those of filtered_turns.
--
-- Parameters: brand, filters := map {}
-- Grain: brand, turn_id
-- Columns: unanswered
with

-- What nobody follows does not grow, as far as is known.
growing as (

    select
        viral_risk.brand,
        viral_risk.post_id,
        viral_risk.harm,
        viral_risk.audience_per_hour,
        viral_risk.viral_risk >= cutoffs.alert_level as is_at_alert_level
    from viral_risk
    cross join cutoffs
    where viral_risk.is_live

),

weighed as (

    select
        open_turns.*,
        coalesce(
            growing.harm,
            post_harm(
                open_turns.is_complaint, open_turns.polarity, open_turns.sentiment, 0, 0, false
            )
        ) as harm,
        coalesce(growing.audience_per_hour, 0.0) as audience_per_hour,
        coalesce(growing.is_at_alert_level, false) as is_at_alert_level
    from open_turns(brand, filters := filters) as open_turns
    left join growing
        on
            open_turns.brand = growing.brand
            and open_turns.turn_id = growing.post_id

)

select
    weighed.*,
    reply_priority(
        weighed.harm,
        weighed.estimated_audience,
        weighed.audience_per_hour,
        weighed.is_at_alert_level
    ) as priority
from weighed
