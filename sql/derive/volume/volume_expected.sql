-- What each hour should hold by the hours before it, source by source and together.
--
-- The last six hours teach nothing: a slow rise must not hide itself. The mean of 14 days is
-- drawn towards the same hour of the day, that towards the same hour of the week of 28 days,
-- each as soon as it has seen a few of them (prior weight 3).
--
-- Reads: volume_base, volume_series. Leaves: volume_by_source, volume_expected.
create or replace temp table volume_by_source as
with

-- Two numbers in one halve the work: a whole count, and as 1024ths, of which no window has so many,
-- the watched hours that are left out. Doubles add both exactly.
taught as (

    select
        *,
        case when is_base then hour_count else 0 end
        + case when is_whole and not is_base then 1 / 1024.0::double else 0 end as lesson
    from volume_base

),

sums as (

    select
        *,
        coalesce(sum(lesson) over (
            partition by strand_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ), 0) as level_lesson,
        coalesce(sum(lesson) over (
            partition by strand_no, local_hour
            order by hour_no
            range between 337 preceding and 7 preceding
        ), 0) as day_lesson,
        coalesce(sum(lesson) over (
            partition by strand_no, hour_of_week
            order by hour_no
            range between 673 preceding and 7 preceding
        ), 0) as week_lesson
    from taught

),

known as (

    select
        *,
        floor(level_lesson) as level_sum,
        floor(day_lesson) as day_sum,
        floor(week_lesson) as week_sum,
        level_whole_n - 1024 * (level_lesson - floor(level_lesson)) as level_n,
        day_whole_n - 1024 * (day_lesson - floor(day_lesson)) as day_n,
        week_whole_n - 1024 * (week_lesson - floor(week_lesson)) as week_n
    from sums
    where is_asked

),

levels as (

    select
        *,
        level_sum / nullif(level_n, 0) as level_mean
    from known

)

select
    series_no,
    source,
    hour_no,
    hour_count,
    is_base,
    is_seen,
    level_mean,
    case
        when level_n >= 36
            then
                (
                    week_sum
                    + 3 * (day_sum + 3 * level_mean) / (day_n + 3)
                )
                / (week_n + 3)
    end as source_expected
from levels;

create or replace temp table volume_expected as
with

-- Only sources with a history are compared: a new one is neither expected nor held against it.
together as (

    select
        series_no,
        hour_no,
        sum(hour_count) as hour_count,
        bool_or(is_seen) as is_seen,
        sum(hour_count) filter (where is_seen and source_expected is not null) as compared_count,
        sum(source_expected) filter (where is_seen) as expected_count,
        sum(source_expected) as possible_count,
        sum(level_mean) filter (where is_seen and source_expected is not null) as level_mean,
        count(*) filter (where is_seen and source_expected is not null) as compared_n,
        count(*) filter (where is_base and is_seen and source_expected is not null) as base_n
    from volume_by_source
    group by series_no, hour_no

),

whole as (

    select
        *,
        compared_n > 0 and compared_n = base_n as is_base
    from together

),

windows as (

    select
        *,
        sum(compared_count) over (
            partition by series_no
            order by hour_no
            range between 2 preceding and current row
        ) as compared_3_count,
        sum(expected_count) over (
            partition by series_no
            order by hour_no
            range between 2 preceding and current row
        ) as expected_3_count,
        count(*) filter (where is_base) over (
            partition by series_no
            order by hour_no
            range between 2 preceding and current row
        ) as base_3_n
    from whole

),

errors as (

    select
        *,
        case when is_base then expected_count end as base_expected,
        case when is_base then power(compared_count - expected_count, 2) end as base_error,
        case when base_3_n = 3 then expected_3_count end as base_3_expected,
        case when base_3_n = 3 then power(compared_3_count - expected_3_count, 2) end
            as base_3_error
    from windows

),

spread as (

    select
        *,
        count(base_error) over (
            partition by series_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ) as error_n,
        sum(base_error) over (
            partition by series_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ) as error_sum,
        sum(base_expected) over (
            partition by series_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ) as error_expected,
        sum(base_3_error) over (
            partition by series_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ) as error_3_sum,
        sum(base_3_expected) over (
            partition by series_no
            order by hour_no
            range between 336 preceding and 7 preceding
        ) as error_3_expected
    from errors

),

-- Variance over mean: 1 for a Poisson count, more for the bursts that mentions come in.
judged as (

    select
        series_no,
        hour_no,
        hour_count,
        is_seen,
        compared_count,
        expected_count,
        compared_3_count,
        expected_3_count,
        level_mean < (select spike_rule.quiet_hourly_count from spike_rule) as is_quiet,
        coalesce(expected_count / nullif(possible_count, 0), case when is_seen then 1 else 0 end)
        < 0.8 as is_gap,
        case
            when error_n >= 18
                then greatest(coalesce(error_sum / nullif(error_expected, 0), 1), 1)
        end as dispersion,
        case
            when error_n >= 18
                then greatest(coalesce(error_3_sum / nullif(error_3_expected, 0), 1), 1)
        end as dispersion_3
    from spread

)

select
    volume_series.brand,
    volume_series.measure,
    volume_series.topic,
    judged.series_no,
    judged.hour_no,
    judged.hour_count,
    judged.is_seen,
    judged.is_gap or not judged.is_seen as is_gap,
    judged.is_quiet,
    judged.compared_count,
    judged.expected_count,
    judged.dispersion,
    judged.dispersion_3,
    case
        when
            judged.is_quiet
            and judged.compared_3_count >= (select spike_rule.enough_count from spike_rule)
            then count_score(
                judged.compared_3_count, judged.expected_3_count, judged.dispersion_3
            )
        when
            not judged.is_quiet
            and judged.compared_count >= (select spike_rule.enough_count from spike_rule)
            then count_score(judged.compared_count, judged.expected_count, judged.dispersion)
    end as score
from judged
inner join volume_series
    on judged.series_no = volume_series.series_no;
