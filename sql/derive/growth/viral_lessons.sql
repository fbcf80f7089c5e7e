-- What finished posts teach about those still growing, source by source and week by week.
--
-- A week is taught by the posts that had finished in the year before it, so that looking back asks
-- what was known then. Weeks are learned once: only those that a finished post touches come again.
--
-- Constants are smoothed over neighbouring ages and move in steps of a fifth, so that one more
-- finished post does not reorder the board.
--
-- Reads: viral_samples, viral_growth, viral_relearned. Leaves: viral_weeks, viral_fitted, and
-- viral_curves without the weeks that are learned again.
delete from viral_curves
where
    viral_curves.week_no is null
    or viral_curves.week_no >= (select viral_relearned.from_week from viral_relearned)
    or viral_curves.week_no not in (
        select week_no(viral_growth.observed_at)
        from viral_growth
    );

create or replace temp table viral_weeks as
select distinct week_no(observed_at) as week_no
from viral_growth
where week_no(observed_at) not in (
    select viral_curves.week_no
    from viral_curves
);

-- Every sample trains two fits: that of its source, and that of all sources together.
create or replace temp table viral_training as
with

growths as (

    select
        viral_weeks.week_no,
        unnest(['', viral_samples.source]) as source,
        viral_samples.age_hours,
        viral_samples.share_count,
        viral_samples.share_count - viral_samples.before_count as new_count,
        viral_samples.final_count
    from viral_samples
    inner join viral_weeks
        on
            viral_samples.finished_week
            between viral_weeks.week_no - 52 and viral_weeks.week_no - 1
    where viral_samples.share_count > viral_samples.before_count

),

medians as (

    select
        week_no,
        source,
        age_hours,
        count(*) as post_count,
        ln(greatest(quantile_cont((final_count - share_count) / new_count, 0.5), 0.05))
            as factor_log,
        quantile_cont(ln(final_count), 0.5) as typical_log
    from growths
    group by week_no, source, age_hours

),

factors as (

    select
        week_no,
        source,
        age_hours,
        post_count,
        round(typical_log * 5) / 5 as typical_log,
        exp(round(5 * avg(factor_log) over (
            partition by week_no, source
            order by age_hours
            rows between 1 preceding and 1 following
        )) / 5) as growth_factor
    from medians

)

select
    factors.*,
    growths.share_count,
    growths.final_count,
    factors.growth_factor * growths.new_count as grown_count
from growths
inner join factors
    on
        growths.week_no = factors.week_no
        and growths.source = factors.source
        and growths.age_hours = factors.age_hours;

-- What came is held against what was projected to come, not the sums, so that no end lies below
-- what a post has. A little wider than 10 % to 90 % of what was seen: the future was not among it.
create or replace temp table viral_fitted as
with

slopes as (

    select
        week_no,
        source,
        age_hours,
        least(greatest(coalesce(
            round(regr_slope(
                ln(final_count), ln(share_count + grown_count)
            ) * 10) / 10, 1
        ), 0.6), 1) as own_weight
    from viral_training
    group by week_no, source, age_hours

),

errors as (

    select
        viral_training.*,
        slopes.own_weight,
        ln(
            (viral_training.final_count - viral_training.share_count + 0.5)
            / (0.5 + shares_to_come(
                viral_training.share_count, viral_training.grown_count,
                slopes.own_weight, viral_training.typical_log
            ))
        ) as error_log
    from viral_training
    inner join slopes
        on
            viral_training.week_no = slopes.week_no
            and viral_training.source = slopes.source
            and viral_training.age_hours = slopes.age_hours

)

select
    week_no,
    source,
    age_hours,
    post_count,
    least(post_count / 20.0, 1) as trust,
    ln(growth_factor) as factor_log,
    own_weight,
    typical_log,
    quantile_cont(error_log, 0.09) as low_log,
    quantile_cont(error_log, 0.91) as high_log
from errors
group by week_no, source, age_hours, post_count, growth_factor, own_weight, typical_log;
