-- Where each snapshot of a post said that it would go.
--
-- Grain: post_id, brand, observed_at
--
-- post_id                varchar                   source:id
-- brand                  varchar                   key in earshot.toml
-- observed_at            timestamp with time zone  the snapshot
-- is_latest              boolean                   the post's newest snapshot
-- is_live                boolean                   younger than seven days when last watched
-- age_hours              double                    since the post was published
-- share_count            double                    the highest seen until then
-- shares_per_hour        double                    over the last third of its age; null as below
-- projected_share_count  double                    at seven days; null: first snapshot
-- projected_low          double                    80 % end between low and high
-- projected_high         double                    see projected_low
-- estimated_audience     double                    people reached so far; null: unknown
-- projected_audience     double                    people at seven days; null: unknown
-- threshold_audience     double                    the brand's; null: its audience is unknown
-- audience_per_hour      double                    people whom it reaches in the next hour
-- pass_probability       double                    0 .. 1; by shares where the audience is unknown
-- negativity_weight      double                    1 complaint or negative, 0.5, 0.2 positive
-- answered_at            timestamp with time zone  first answer of the brand; null: none
-- learned_count          bigint                    finished posts behind the projection
with

curves as (

    select
        source,
        post_count,
        age_hours as from_hours,
        lead(age_hours, 1, 168.0) over (partition by source order by age_hours) as until_hours,
        ln(growth_factor + 0.001) as factor_log,
        lead(ln(growth_factor + 0.001), 1, ln(0.001))
            over (partition by source order by age_hours) as next_factor_log,
        own_weight,
        lead(own_weight, 1, 1.0) over (partition by source order by age_hours) as next_own_weight,
        typical_log,
        low_log,
        lead(low_log, 1, 0.0) over (partition by source order by age_hours) as next_low_log,
        high_log,
        lead(high_log, 1, 0.0) over (partition by source order by age_hours) as next_high_log
    from viral_curves

),

known_sources as (

    select distinct source
    from viral_curves

),

growing as (

    select
        posts.brand,
        posts.source,
        posts.author_id,
        posts.view_count,
        viral_growth.post_id,
        viral_growth.observed_at,
        viral_growth.age_hours,
        viral_growth.share_count,
        viral_growth.share_count - viral_growth.before_count as new_count,
        viral_growth.before_hours,
        viral_growth.is_latest,
        coalesce(
            epoch(sources.observed_until) - epoch(posts.created_at) < 168 * 3600,
            viral_growth.age_hours < 168
        ) as is_live,
        least(greatest(viral_growth.age_hours, 1 / 12.0), 168.0) as curve_hours,
        negativity_weight(posts.is_complaint, posts.polarity) as negativity_weight,
        estimated_audience(posts.view_count, posts.author_followers) as estimated_audience
    from viral_growth
    inner join posts
        on viral_growth.post_id = posts.post_id
    left join sources
        on posts.source = sources.source
    where posts.brand is not null and posts.direction = 'inbound'

),

-- An author's own history pulls the typical size, five posts of the others against it.
leaned as (

    select
        growing.*,
        curves.post_count as learned_count,
        exp(
            interpolate(
                growing.curve_hours, curves.from_hours, curves.factor_log,
                curves.until_hours, curves.next_factor_log
            )
        ) - 0.001 as growth_factor,
        interpolate(
            growing.curve_hours, curves.from_hours, curves.own_weight,
            curves.until_hours, curves.next_own_weight
        ) as own_weight,
        interpolate(
            growing.curve_hours, curves.from_hours, curves.low_log,
            curves.until_hours, curves.next_low_log
        ) as low_log,
        interpolate(
            growing.curve_hours, curves.from_hours, curves.high_log,
            curves.until_hours, curves.next_high_log
        ) as high_log,
        (
            coalesce(viral_authors.post_count * viral_authors.typical_log, 0)
            + 5 * curves.typical_log
        ) / (coalesce(viral_authors.post_count, 0) + 5) as typical_log
    from growing
    left join known_sources
        on growing.source = known_sources.source
    left join curves
        on
            coalesce(known_sources.source, '') = curves.source
            and growing.curve_hours >= curves.from_hours
            and (growing.curve_hours < curves.until_hours or curves.from_hours >= 168.0)
    left join viral_authors
        on
            growing.source = viral_authors.source
            and growing.author_id = viral_authors.author_id

),

centred as (

    select
        *,
        case
            when new_count is null then null
            when new_count <= 0 or age_hours >= 168 then share_count
            else greatest(
                share_count,
                exp(
                    own_weight * ln(share_count + growth_factor * new_count)
                    + (1 - own_weight) * typical_log
                )
            )
        end as projected_share_count
    from leaned

),

-- A post that stood still may still be shared once: that much is the upper end.
ranged as (

    select
        *,
        case
            when new_count is not null
                then greatest(share_count, projected_share_count * exp(low_log))
        end as projected_low,
        case
            when new_count is null then null
            when age_hours >= 168 then share_count
            when new_count <= 0 then share_count + growth_factor
            else projected_share_count * exp(greatest(high_log, 0.01))
        end as projected_high
    from centred

),

-- Each share reaches about a hundred people where the platform gives no views.
reaching as (

    select
        ranged.*,
        first_answers.answered_at,
        cutoffs.viral_multiple * nullif(viral_levels.median_audience, 0) as threshold_audience,
        case
            when coalesce(viral_levels.median_audience, 0) = 0 or ranged.estimated_audience is null
                then
                    cutoffs.viral_multiple
                    * greatest(coalesce(viral_levels.median_share_count, 1), 1)
            when ranged.view_count is not null
                then
                    (ranged.share_count + 1) * cutoffs.viral_multiple
                    * viral_levels.median_audience / greatest(ranged.estimated_audience, 1) - 1
            else
                (
                    cutoffs.viral_multiple * viral_levels.median_audience
                    - ranged.estimated_audience
                ) / 100
        end as needed_count,
        case
            when ranged.view_count is not null
                then
                    ranged.estimated_audience
                    * (ranged.projected_share_count + 1) / (ranged.share_count + 1)
            else ranged.estimated_audience + 100 * ranged.projected_share_count
        end as projected_audience
    from ranged
    cross join cutoffs
    left join viral_levels
        on ranged.brand = viral_levels.brand
    left join first_answers
        on
            ranged.brand = first_answers.brand
            and ranged.post_id = first_answers.post_id

)

select
    reaching.post_id,
    reaching.brand,
    observed_at,
    is_latest,
    is_live,
    age_hours,
    share_count,
    new_count / before_hours as shares_per_hour,
    projected_share_count,
    projected_low,
    projected_high,
    estimated_audience,
    projected_audience,
    threshold_audience,
    new_count / before_hours
    * case when view_count is null then 100.0 else estimated_audience / (share_count + 1) end
        as audience_per_hour,
    case
        when projected_share_count is null then null
        when needed_count <= share_count then 1.0
        else
            1 / (
                1 + exp(
                    least(
                        1.702 * ln((needed_count + 1) / (projected_share_count + 1))
                        / greatest(
                            case
                                when needed_count >= projected_share_count
                                    then ln((projected_high + 1) / (projected_share_count + 1))
                                else ln((projected_share_count + 1) / (projected_low + 1))
                            end / 1.2816, 0.05
                        ), 500.0
                    )
                )
            )
    end as pass_probability,
    negativity_weight,
    answered_at,
    learned_count
from reaching
