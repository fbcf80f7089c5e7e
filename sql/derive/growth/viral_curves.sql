-- What finished posts teach about those still growing, source by source.
--
-- Constants are smoothed over neighbouring ages and move in steps of a fifth, so that one more
-- finished post does not reorder the board. With fewer than twenty finished posts a source leans
-- on all of them together, and these on the default: half of all shares come within ten minutes,
-- as with ordinary posts.
--
-- Reads: viral_samples, viral_ages. Leaves: viral_curves, viral_authors.
create or replace temp table viral_defaults as
with

ages as (

    select
        age_hours,
        1 / (1 + 6 * age_hours) as now_share,
        1 / (1 + 6 * (age_hours - trailing_hours(age_hours))) as before_share,
        1 / (1 + 6 * 168.0) as end_share
    from viral_ages

)

select
    age_hours,
    greatest((now_share - end_share) / (before_share - now_share), 0.05) as growth_factor,
    -0.05 - 0.5 * exp(-age_hours / 2) as low_log,
    0.1 + 1.4 * exp(-age_hours / 12) as high_log
from ages;

-- Every sample trains two fits: that of its source, and that of all sources together.
create or replace temp table viral_training as
with

growths as (

    select
        unnest(['', source]) as source,
        age_hours,
        share_count,
        share_count - before_count as new_count,
        final_count
    from viral_samples
    where share_count > before_count

),

medians as (

    select
        source,
        age_hours,
        count(*) as post_count,
        ln(greatest(quantile_cont((final_count - share_count) / new_count, 0.5), 0.05))
            as factor_log,
        quantile_cont(ln(final_count), 0.5) as typical_log
    from growths
    group by source, age_hours

),

factors as (

    select
        source,
        age_hours,
        post_count,
        round(typical_log * 5) / 5 as typical_log,
        exp(round(5 * avg(factor_log) over (
            partition by source
            order by age_hours
            rows between 1 preceding and 1 following
        )) / 5) as growth_factor
    from medians

)

select
    factors.*,
    growths.share_count,
    growths.final_count,
    growths.share_count + factors.growth_factor * growths.new_count as grown_count
from growths
inner join factors
    on
        growths.source = factors.source
        and growths.age_hours = factors.age_hours;

-- A little wider than 10 % to 90 % of what was seen: the future was not among it.
create or replace temp table viral_fitted as
with

slopes as (

    select
        source,
        age_hours,
        least(greatest(coalesce(
            round(regr_slope(ln(final_count), ln(grown_count)) * 10) / 10, 1
        ), 0.6), 1) as own_weight
    from viral_training
    group by source, age_hours

),

errors as (

    select
        viral_training.*,
        slopes.own_weight,
        ln(
            viral_training.final_count / greatest(viral_training.share_count, exp(
                slopes.own_weight * ln(viral_training.grown_count)
                + (1 - slopes.own_weight) * viral_training.typical_log
            ))
        ) as error_log
    from viral_training
    inner join slopes
        on
            viral_training.source = slopes.source
            and viral_training.age_hours = slopes.age_hours

)

select
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
group by source, age_hours, post_count, growth_factor, own_weight, typical_log;

delete from viral_curves;

-- All sources together lean on the default, each of them on all together; ages that a source never
-- was fitted at are as those of all.
insert into viral_curves
with

together as (

    select
        viral_defaults.age_hours,
        coalesce(fitted.post_count, 0) as post_count,
        lean(fitted.factor_log, ln(viral_defaults.growth_factor), fitted.trust) as factor_log,
        lean(fitted.own_weight, 1.0, fitted.trust) as own_weight,
        coalesce(fitted.typical_log, 0) as typical_log,
        lean(fitted.low_log, viral_defaults.low_log, fitted.trust) as low_log,
        lean(fitted.high_log, viral_defaults.high_log, fitted.trust) as high_log
    from viral_defaults
    left join viral_fitted as fitted
        on
            viral_defaults.age_hours = fitted.age_hours
            and fitted.source = ''

),

sources as (

    select distinct source
    from viral_fitted
    where source != ''

)

select
    '' as source,
    age_hours,
    post_count,
    exp(factor_log) as growth_factor,
    own_weight,
    typical_log,
    low_log,
    high_log
from together
union all
select
    sources.source,
    together.age_hours,
    coalesce(fitted.post_count, 0) as post_count,
    exp(lean(fitted.factor_log, together.factor_log, fitted.trust)) as growth_factor,
    lean(fitted.own_weight, together.own_weight, fitted.trust) as own_weight,
    lean(fitted.typical_log, together.typical_log, fitted.trust) as typical_log,
    lean(fitted.low_log, together.low_log, fitted.trust) as low_log,
    lean(fitted.high_log, together.high_log, fitted.trust) as high_log
from together
cross join sources
left join viral_fitted as fitted
    on
        together.age_hours = fitted.age_hours
        and sources.source = fitted.source;

delete from viral_authors;

insert into viral_authors
with

finals as (

    select
        source,
        author_id,
        max(final_count) as final_count
    from viral_samples
    where author_id is not null
    group by source, author_id, post_id

)

select
    source,
    author_id,
    count(*) as post_count,
    avg(ln(final_count)) as typical_log
from finals
group by source, author_id;
