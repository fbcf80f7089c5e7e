-- What each snapshot of a post said about it: how likely it passes, how much it hurts, who waits.
--
-- A post that has passed the brand's threshold is asked whether it gains as much again.
--
-- Grain: post_id, brand, observed_at
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- observed_at            timestamp with time zone  the snapshot
-- is_latest              boolean                   the post's newest snapshot
-- is_live                boolean                   stands, and younger than seven days
-- age_hours              double                    since the post was published
-- share_count            double                    the highest seen until then
-- shares_per_hour        double                    over the last third of its age; null as below
-- projected_share_count  double                    at seven days; null: first snapshot
-- projected_low          double                    80 % end between low and high
-- projected_high         double                    see projected_low
-- projected_pickup       double                    picked up late: one in a hundred ends above
-- estimated_audience     double                    people reached by then; null: unknown
-- learned_count          bigint                    finished posts behind the projection
-- threshold_audience     double                    people from which a post of the brand is large
-- is_passed              boolean                   it had reached that many by then
-- projected_audience     double                    people at seven days; null: unknown
-- pass_probability       double                    0.01 .. 0.99, of still passing; null as above
-- audience_per_hour      double                    people whom it reaches in the next hour
-- audience_to_come       double                    people expected after it; null as above
-- harm                   double                    0 .. 1, see post_harm()
-- reaction_count         bigint                    scored reactions until then
-- negative_count         bigint                    of them negative or complaints
-- has_open_complaint     boolean                   of the author's
-- answered_at            timestamp with time zone  first answer of the brand; null: none
with

passing as (

    select
        viral_projections.*,
        greatest(
            coalesce(viral_levels.large_audience, 0), cutoffs.viral_floor
        ) as threshold_audience
    from viral_projections
    cross join cutoffs
    left join viral_levels
        on
            viral_projections.brand = viral_levels.brand
            and week_no(viral_projections.observed_at) = viral_levels.week_no

),

needing as (

    select
        passing.*,
        passing.reached_audience >= passing.threshold_audience as is_passed,
        case
            when passing.reached_audience >= passing.threshold_audience
                then passing.threshold_audience
            else passing.threshold_audience - passing.reached_audience
        end / passing.people_per_share as needed_count
    from passing

)

select
    needing.post_id,
    needing.brand,
    needing.observed_at,
    needing.is_latest,
    needing.is_live,
    needing.age_hours,
    needing.share_count,
    needing.shares_per_hour,
    needing.projected_share_count,
    needing.projected_low,
    needing.projected_high,
    needing.projected_pickup,
    needing.estimated_audience,
    needing.learned_count,
    needing.threshold_audience,
    needing.is_passed,
    needing.estimated_audience
    + needing.people_per_share * (needing.projected_share_count - needing.share_count)
        as projected_audience,
    pass_probability(
        needing.needed_count,
        needing.projected_share_count - needing.share_count,
        needing.projected_low - needing.share_count,
        needing.projected_high - needing.share_count,
        needing.projected_pickup - needing.share_count
    ) as pass_probability,
    needing.people_per_share * needing.shares_per_hour as audience_per_hour,
    -- Two in a hundred are picked up.
    needing.people_per_share * (
        needing.projected_share_count - needing.share_count
        + 0.02 * (needing.projected_pickup - needing.projected_share_count)
    ) as audience_to_come,
    viral_harm.harm,
    viral_harm.reaction_count,
    viral_harm.negative_count,
    viral_harm.has_open_complaint,
    first_answers.answered_at
from needing
inner join viral_harm
    on
        needing.brand = viral_harm.brand
        and needing.post_id = viral_harm.post_id
        and needing.observed_at = viral_harm.observed_at
        and needing.is_latest = viral_harm.is_latest
left join first_answers
    on
        needing.brand = first_answers.brand
        and needing.post_id = first_answers.post_id
