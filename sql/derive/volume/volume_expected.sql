-- What each hour should hold by the hours before it, source by source and together.
--
-- The last six hours teach nothing: a slow rise must not hide itself. The mean of 14 days is
-- drawn towards the same hour of the day, that towards the same hour of the week of 28 days,
-- each as soon as it has seen a few of them (prior weight 3).
--
-- Reads: volume_grid, spike_rule. Leaves: volume_expected.
create or replace temp table volume_expected as
with

-- Two numbers in one halve the work: a whole count, and as 1024ths, of which no window has so many,
-- the watched hours that are left out. Doubles add both exactly.
lessons as (

    select
        *,
        case when is_base then hour_count else 0 end
        + (is_whole and not is_base)::int / 1024.0::double as lesson
    from volume_grid

),

sums as (

    select
        *,
        coalesce(sum_between(lesson, strand_no, hour_no, 336, 7), 0) as level_lesson,
        coalesce(sum_between(lesson, strand_no * 24 + local_hour, hour_no, 337, 7), 0)
            as day_lesson,
        coalesce(sum_between(lesson, strand_no * 168 + hour_of_week, hour_no, 673, 7), 0)
            as week_lesson
    from lessons

),

by_source as (

    select
        *,
        level_whole_n - 1024 * (level_lesson - floor(level_lesson)) as level_n,
        day_whole_n - 1024 * (day_lesson - floor(day_lesson)) as day_n,
        week_whole_n - 1024 * (week_lesson - floor(week_lesson)) as week_n,
        floor(level_lesson) / nullif(level_n, 0) as level_mean,
        case
            when level_n >= 36
                then
                    (floor(week_lesson) + 3 * (floor(day_lesson) + 3 * level_mean) / (day_n + 3))
                    / (week_n + 3)
        end as source_expected,
        is_seen and source_expected is not null as is_compared
    from sums
    where is_asked

),

-- Only sources with a history are compared: a new one is neither expected nor held against it.
together as (

    select
        series_no,
        hour_no,
        sum(hour_count) as hour_count,
        bool_or(is_seen) as is_seen,
        list(source) filter (where is_compared) as compared_sources,
        sum(hour_count) filter (where is_compared) as compared_count,
        sum(source_expected) filter (where is_compared) as expected_count,
        sum(source_expected) as possible_count,
        sum(level_mean) filter (where is_compared) as level_mean,
        coalesce(bool_and(is_base) filter (where is_compared), false) as is_base
    from by_source
    group by series_no, hour_no

),

windows as (

    select
        *,
        sum_between(compared_count, series_no, hour_no, 2, 0) as compared_3_count,
        sum_between(expected_count, series_no, hour_no, 2, 0) as expected_3_count,
        coalesce(sum_between(expected_count, series_no, hour_no, 1, 1), 0) as before_count,
        coalesce(sum_between(expected_count, series_no, hour_no, 3, 1), 0) as before_3_count,
        count_between(is_base, series_no, hour_no, 2, 0) = 3 as is_base_3,
        case when is_base then expected_count end as base_expected,
        case when is_base then power(compared_count - expected_count, 2) end as base_error,
        case when is_base_3 then expected_3_count end as base_3_expected,
        case when is_base_3 then power(compared_3_count - expected_3_count, 2) end as base_3_error
    from together

),

-- Variance over mean: 1 for a Poisson count, more for the bursts that mentions come in.
spread as (

    select
        *,
        count_between(is_base, series_no, hour_no, 336, 7) >= 18 as is_known,
        case
            when is_known
                then greatest(1, coalesce(
                    sum_between(base_error, series_no, hour_no, 336, 7)
                    / nullif(sum_between(base_expected, series_no, hour_no, 336, 7), 0), 1
                ))
        end as dispersion,
        case
            when is_known
                then greatest(1, coalesce(
                    sum_between(base_3_error, series_no, hour_no, 336, 7)
                    / nullif(sum_between(base_3_expected, series_no, hour_no, 336, 7), 0), 1
                ))
        end as dispersion_3
    from windows

)

select
    spread.*,
    spread.level_mean < spike_rule.quiet_hourly_count as is_quiet,
    not spread.is_seen
    or coalesce(spread.expected_count / nullif(spread.possible_count, 0), 1) < 0.8 as is_gap,
    case
        when is_quiet and spread.compared_3_count >= spike_rule.enough_count
            then count_score(spread.compared_3_count, spread.expected_3_count, spread.dispersion_3)
        when not is_quiet and spread.compared_count >= spike_rule.enough_count
            then count_score(spread.compared_count, spread.expected_count, spread.dispersion)
    end as score
from spread
cross join spike_rule;
