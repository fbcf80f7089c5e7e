-- Where each snapshot of a post said that it would go, with what was known then.
--
-- Curves and authors are those of the week of the snapshot (viral_curves).
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
-- reached_audience       double                    the same; of unknown authors by shares alone
-- people_per_share       double                    whom one more share reaches
-- learned_count          bigint                    finished posts behind the projection
with

brackets as (

    select
        age_hours as from_hours,
        lead(age_hours, 1, 168.0) over (order by age_hours) as until_hours
    from viral_ages

),

known_sources as (

    select distinct
        source,
        week_no
    from viral_curves

),

growing as (

    select
        posts.brand,
        posts.source,
        posts.author_id,
        viral_growth.post_id,
        viral_growth.observed_at,
        viral_growth.age_hours,
        viral_growth.share_count,
        viral_growth.share_count - viral_growth.before_count as new_count,
        viral_growth.before_hours,
        viral_growth.is_latest,
        posts.removed_at is null and coalesce(
            epoch(sources.observed_until) - epoch(posts.created_at) < 168 * 3600,
            viral_growth.age_hours < 168
        ) as is_live,
        least(greatest(viral_growth.age_hours, 1 / 12.0), 168.0) as curve_hours,
        week_no(viral_growth.observed_at) as week_no,
        case
            when coalesce(viral_growth.view_count, posts.author_followers) is not null
                then
                    reached_audience(
                        viral_growth.view_count, posts.author_followers, viral_growth.share_count
                    )
        end as estimated_audience,
        reached_audience(
            viral_growth.view_count, posts.author_followers, viral_growth.share_count
        ) as reached_audience,
        people_per_share(viral_growth.view_count, viral_growth.share_count) as people_per_share
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
                growing.curve_hours, curves.age_hours, ln(curves.growth_factor + 0.001),
                later.age_hours, ln(later.growth_factor + 0.001)
            )
        ) - 0.001 as growth_factor,
        interpolate(
            growing.curve_hours, curves.age_hours, curves.own_weight,
            later.age_hours, later.own_weight
        ) as own_weight,
        interpolate(
            growing.curve_hours, curves.age_hours, curves.low_log,
            later.age_hours, later.low_log
        ) as low_log,
        interpolate(
            growing.curve_hours, curves.age_hours, curves.high_log,
            later.age_hours, later.high_log
        ) as high_log,
        (
            coalesce(viral_authors.post_count * viral_authors.typical_log, 0)
            + 5 * curves.typical_log
        ) / (coalesce(viral_authors.post_count, 0) + 5) as typical_log
    from growing
    left join known_sources
        on
            growing.source = known_sources.source
            and growing.week_no = known_sources.week_no
    left join brackets
        on
            growing.curve_hours >= brackets.from_hours
            and (growing.curve_hours < brackets.until_hours or brackets.from_hours >= 168.0)
    left join viral_curves as curves
        on
            coalesce(known_sources.source, '') = curves.source
            and growing.week_no = curves.week_no
            and brackets.from_hours = curves.age_hours
    left join viral_curves as later
        on
            curves.source = later.source
            and curves.week_no = later.week_no
            and brackets.until_hours = later.age_hours
    left join viral_authors
        on
            growing.source = viral_authors.source
            and growing.author_id = viral_authors.author_id
            and growing.week_no >= viral_authors.from_week
            and growing.week_no < coalesce(viral_authors.until_week, 999999)

),

-- A post that stood still may still be shared once: that much is the upper end.
ranged as (

    select
        *,
        case
            when new_count is null then null
            when new_count <= 0 or age_hours >= 168 then 0.0
            else
                shares_to_come(share_count, growth_factor * new_count, own_weight, typical_log)
        end as count_to_come
    from leaned

)

select
    ranged.post_id,
    ranged.brand,
    observed_at,
    is_latest,
    is_live,
    age_hours,
    share_count,
    new_count / before_hours as shares_per_hour,
    share_count + count_to_come as projected_share_count,
    case
        when count_to_come is not null
            then share_count + greatest((count_to_come + 0.5) * exp(low_log) - 0.5, 0.0)
    end as projected_low,
    share_count + case
        when new_count is null then null
        when age_hours >= 168 then 0.0
        when new_count <= 0 then growth_factor
        else (count_to_come + 0.5) * exp(greatest(high_log, 0.01)) - 0.5
    end as projected_high,
    -- Picked up by somebody large, a post ends up to twenty times as large; a rule of thumb.
    case
        when new_count is null then null
        when age_hours >= 168 then share_count
        else 20 * (share_count + count_to_come + 1)
    end as projected_pickup,
    estimated_audience,
    reached_audience,
    people_per_share,
    learned_count
from ranged
