-- What finished posts teach about those still growing, source by source.
--
-- Constants are smoothed over neighbouring ages and move in steps of a fifth, so that one more
-- finished post does not reorder the board. With fewer than twenty finished posts a source leans
-- on all of them together, and these on the default: half of all shares come within ten minutes,
-- as with ordinary posts.
--
-- Reads: viral_samples. Leaves: viral_curves, viral_authors.
create or replace temp table viral_defaults as
with

ages as (

    select
        age_hours,
        age_hours - greatest(age_hours / 3, least(0.25, age_hours / 2)) as before_hours
    from viral_ages

),

left_over as (

    select
        age_hours,
        1 / (1 + 6 * age_hours) as now_share,
        1 / (1 + 6 * before_hours) as before_share,
        1 / (1 + 6 * 168.0) as end_share
    from ages

)

select
    age_hours,
    greatest((now_share - end_share) / (before_share - now_share), 0.05) as growth_factor,
    -0.05 - 0.5 * exp(-age_hours / 2) as low_log,
    0.1 + 1.4 * exp(-age_hours / 12) as high_log
from left_over;

create or replace temp table viral_lessons as

select
    source as school,
    age_hours,
    share_count,
    share_count - before_count as new_count,
    final_count
from viral_samples
where share_count > before_count
union all
select
    '' as school,
    age_hours,
    share_count,
    share_count - before_count as new_count,
    final_count
from viral_samples
where share_count > before_count;

create or replace temp table viral_medians as

select
    school,
    age_hours,
    count(*) as post_count,
    ln(greatest(quantile_cont((final_count - share_count) / new_count, 0.5), 0.05)) as factor_log,
    quantile_cont(ln(final_count), 0.5) as typical_log
from viral_lessons
group by school, age_hours;

create or replace temp table viral_factors as
with

smoothed as (

    select
        school,
        age_hours,
        post_count,
        typical_log,
        avg(factor_log) over (
            partition by school
            order by age_hours
            rows between 1 preceding and 1 following
        ) as factor_log
    from viral_medians

)

select
    school,
    age_hours,
    post_count,
    exp(round(factor_log * 5) / 5) as growth_factor,
    round(typical_log * 5) / 5 as typical_log
from smoothed;

create or replace temp table viral_slopes as

select
    viral_lessons.school,
    viral_lessons.age_hours,
    least(
        greatest(
            coalesce(
                round(
                    regr_slope(
                        ln(viral_lessons.final_count),
                        ln(
                            viral_lessons.share_count
                            + viral_factors.growth_factor * viral_lessons.new_count
                        )
                    ) * 10
                ) / 10,
                1
            ), 0.6
        ), 1
    ) as own_weight
from viral_lessons
inner join viral_factors
    on
        viral_lessons.school = viral_factors.school
        and viral_lessons.age_hours = viral_factors.age_hours
group by viral_lessons.school, viral_lessons.age_hours;

-- A little wider than 10 % to 90 % of what was seen: the future was not among it.
create or replace temp table viral_spreads as
with

errors as (

    select
        viral_lessons.school,
        viral_lessons.age_hours,
        ln(
            viral_lessons.final_count / greatest(
                viral_lessons.share_count,
                exp(
                    viral_slopes.own_weight * ln(
                        viral_lessons.share_count
                        + viral_factors.growth_factor * viral_lessons.new_count
                    )
                    + (1 - viral_slopes.own_weight) * viral_factors.typical_log
                )
            )
        ) as error_log
    from viral_lessons
    inner join viral_factors
        on
            viral_lessons.school = viral_factors.school
            and viral_lessons.age_hours = viral_factors.age_hours
    inner join viral_slopes
        on
            viral_lessons.school = viral_slopes.school
            and viral_lessons.age_hours = viral_slopes.age_hours

)

select
    school,
    age_hours,
    quantile_cont(error_log, 0.09) as low_log,
    quantile_cont(error_log, 0.91) as high_log
from errors
group by school, age_hours;

create or replace temp table viral_taught as

select
    viral_factors.school,
    viral_factors.age_hours,
    viral_factors.post_count,
    least(viral_factors.post_count / 20.0, 1) as trust,
    viral_factors.growth_factor,
    viral_slopes.own_weight,
    viral_factors.typical_log,
    viral_spreads.low_log,
    viral_spreads.high_log
from viral_factors
inner join viral_slopes
    on
        viral_factors.school = viral_slopes.school
        and viral_factors.age_hours = viral_slopes.age_hours
inner join viral_spreads
    on
        viral_factors.school = viral_spreads.school
        and viral_factors.age_hours = viral_spreads.age_hours;

delete from viral_curves;

insert into viral_curves
select
    '' as school,
    viral_defaults.age_hours,
    coalesce(viral_taught.post_count, 0) as post_count,
    exp(
        coalesce(viral_taught.trust * ln(viral_taught.growth_factor), 0)
        + (1 - coalesce(viral_taught.trust, 0)) * ln(viral_defaults.growth_factor)
    ) as growth_factor,
    coalesce(viral_taught.trust * viral_taught.own_weight, 0)
    + (1 - coalesce(viral_taught.trust, 0)) as own_weight,
    coalesce(viral_taught.typical_log, 0) as typical_log,
    coalesce(viral_taught.trust * viral_taught.low_log, 0)
    + (1 - coalesce(viral_taught.trust, 0)) * viral_defaults.low_log as low_log,
    coalesce(viral_taught.trust * viral_taught.high_log, 0)
    + (1 - coalesce(viral_taught.trust, 0)) * viral_defaults.high_log as high_log
from viral_defaults
left join viral_taught
    on
        viral_defaults.age_hours = viral_taught.age_hours
        and viral_taught.school = '';

insert into viral_curves
select
    viral_taught.school,
    viral_taught.age_hours,
    viral_taught.post_count,
    exp(
        viral_taught.trust * ln(viral_taught.growth_factor)
        + (1 - viral_taught.trust) * ln(viral_curves.growth_factor)
    ) as growth_factor,
    viral_taught.trust * viral_taught.own_weight
    + (1 - viral_taught.trust) * viral_curves.own_weight as own_weight,
    viral_taught.trust * viral_taught.typical_log
    + (1 - viral_taught.trust) * viral_curves.typical_log as typical_log,
    viral_taught.trust * viral_taught.low_log
    + (1 - viral_taught.trust) * viral_curves.low_log as low_log,
    viral_taught.trust * viral_taught.high_log
    + (1 - viral_taught.trust) * viral_curves.high_log as high_log
from viral_taught
inner join viral_curves
    on
        viral_taught.age_hours = viral_curves.age_hours
        and viral_curves.source = ''
where viral_taught.school != '';

create or replace temp table viral_schools as

select distinct school
from viral_taught
where school != '';

-- Ages that a source never taught.
insert into viral_curves
select
    viral_schools.school,
    viral_curves.age_hours,
    0 as post_count,
    viral_curves.growth_factor,
    viral_curves.own_weight,
    viral_curves.typical_log,
    viral_curves.low_log,
    viral_curves.high_log
from viral_curves
cross join viral_schools
left join viral_taught
    on
        viral_schools.school = viral_taught.school
        and viral_curves.age_hours = viral_taught.age_hours
where viral_curves.source = '' and viral_taught.school is null;

delete from viral_authors;

insert into viral_authors
with

finals as (

    select
        source,
        author_id,
        post_id,
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
