-- What is still to come, by age, for each week that is learned.
--
-- With fewer than twenty finished posts a source leans on all of them together, and these on the
-- default: half of all shares come within ten minutes, as with ordinary posts.
--
-- Reads: viral_weeks, viral_fitted, viral_ages, viral_samples. Leaves: viral_curves, viral_authors.
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
    -1.5 as low_log,
    1.5 as high_log
from ages;

-- All sources together lean on the default, each of them on all together; ages that a source never
-- was fitted at are as those of all.
insert into viral_curves (
    week_no, source, age_hours, post_count, growth_factor, own_weight, typical_log, low_log,
    high_log
)
with

together as (

    select
        viral_weeks.week_no,
        viral_defaults.age_hours,
        coalesce(fitted.post_count, 0) as post_count,
        lean(fitted.factor_log, ln(viral_defaults.growth_factor), fitted.trust) as factor_log,
        lean(fitted.own_weight, 1.0, fitted.trust) as own_weight,
        coalesce(fitted.typical_log, 0) as typical_log,
        lean(fitted.low_log, viral_defaults.low_log, fitted.trust) as low_log,
        lean(fitted.high_log, viral_defaults.high_log, fitted.trust) as high_log
    from viral_weeks
    cross join viral_defaults
    left join viral_fitted as fitted
        on
            viral_weeks.week_no = fitted.week_no
            and viral_defaults.age_hours = fitted.age_hours
            and fitted.source = ''

),

sources as (

    select distinct
        week_no,
        source
    from viral_fitted
    where source != ''

)

select
    week_no,
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
    together.week_no,
    sources.source,
    together.age_hours,
    coalesce(fitted.post_count, 0) as post_count,
    exp(lean(fitted.factor_log, together.factor_log, fitted.trust)) as growth_factor,
    lean(fitted.own_weight, together.own_weight, fitted.trust) as own_weight,
    lean(fitted.typical_log, together.typical_log, fitted.trust) as typical_log,
    lean(fitted.low_log, together.low_log, fitted.trust) as low_log,
    lean(fitted.high_log, together.high_log, fitted.trust) as high_log
from together
inner join sources
    on together.week_no = sources.week_no
left join viral_fitted as fitted
    on
        together.week_no = fitted.week_no
        and together.age_hours = fitted.age_hours
        and sources.source = fitted.source;

delete from viral_authors;

insert into viral_authors (source, author_id, post_count, typical_log, from_week, until_week)
with

finals as (

    select distinct
        source,
        author_id,
        post_id,
        final_count,
        finished_week
    from viral_samples
    where author_id is not null and finished_week is not null

),

weeks as (

    select
        source,
        author_id,
        finished_week,
        count(*) as post_count,
        sum(ln(final_count)) as final_log
    from finals
    group by source, author_id, finished_week

)

select
    source,
    author_id,
    cast(sum(post_count) over until_then as bigint) as post_count,
    sum(final_log) over until_then / sum(post_count) over until_then as typical_log,
    finished_week + 1 as from_week,
    lead(finished_week) over until_then + 1 as until_week
from weeks
window until_then as (partition by source, author_id order by finished_week);
