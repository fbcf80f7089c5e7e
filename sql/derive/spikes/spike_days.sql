-- Days that stand out: at every hour the 24 up to its end, for each brand as a whole.
--
-- Usual is the median of the 14 days before at the same time of day, or that of the last four at
-- the same time of the week, whichever is more: a crisis of less than seven days moves neither.
-- Hours that are high, with a sure one in the three days before, teach no baseline, until they are
-- a week: then their level is adopted.
--
-- Reads: volume_calendar, volume_series, volume_hourly, volume_part, spike_rule.
-- Leaves: spike_days, spike_marks (of days, and the hours at which a new level is adopted).
create or replace temp table spike_days as
with

watched as (

    select
        volume_series.series_no,
        volume_series.series_no * 100000 + volume_calendar.source_no as strand_no,
        volume_calendar.hour_no,
        volume_calendar.is_whole,
        case when volume_calendar.is_whole then coalesce(volume_hourly.hour_count, 0) end
            as whole_count
    from volume_series
    inner join volume_calendar
        on volume_series.brand = volume_calendar.brand
    left join volume_hourly
        on
            volume_series.series_no = volume_hourly.series_no
            and volume_calendar.source = volume_hourly.source
            and volume_calendar.hour_no = volume_hourly.hour_no
    where volume_series.topic = ''

),

days as (

    select
        *,
        count_between(is_whole, strand_no, hour_no, 23, 0) as whole_n,
        case
            when whole_n >= 12
                then 24.0 * sum_between(whole_count, strand_no, hour_no, 23, 0) / whole_n
        end as day_count
    from watched

),

usual as (

    select
        *,
        count_between(
            day_count is not null, strand_no * 24 + hour_no % 24, hour_no, 336, 24
        ) as days_n,
        greatest(
            median_between(day_count, strand_no * 24 + hour_no % 24, hour_no, 336, 24),
            coalesce(
                median_between(day_count, strand_no * 168 + hour_no % 168, hour_no, 672, 168), 0
            )
        ) as usual_count
    from days

),

together as (

    select
        series_no,
        hour_no,
        sum(day_count) as day_count,
        sum(usual_count) as usual_count,
        power(sum(day_count) - sum(usual_count), 2) / greatest(sum(usual_count), 0.5) as day_error
    from usual
    where days_n >= 7 and day_count is not null
    group by series_no, hour_no

),

-- The median of a squared normal deviate is 0.455.
spread as (

    select
        *,
        greatest(1, coalesce(median_between(
            day_error, series_no * 24 + hour_no % 24, hour_no, 336, 24
        ) / 0.455, 1)) as dispersion
    from together

),

-- A week of a new level widens the spread: that of the week before holds, if it was less.
scored as (

    select
        spread.*,
        least(dispersion, coalesce(
            sum_between(dispersion, series_no, hour_no, 168, 168), dispersion
        )) as calm_dispersion,
        case
            when spread.day_count >= spike_rule.enough_day_count
                then count_score(spread.day_count, spread.usual_count, calm_dispersion)
        end as day_score,
        coalesce(day_score >= spike_rule.high_day_score, false) as is_high,
        coalesce(day_score >= spike_rule.sure_day_score, false) as is_sure,
        spike_rule.adopting_hours
    from spread
    cross join spike_rule

),

marked as (

    select
        *,
        is_high and count_between(is_sure, series_no, hour_no, 71, 0) > 0 as is_left_out
    from scored

),

-- What has stood out for a week, and is not about to end.
lasting as (

    select
        *,
        is_left_out
        and count_between(is_left_out, series_no, hour_no, 167, 0) >= adopting_hours
        and day_count
        >= 0.7 * median_between(day_count, series_no * 24 + hour_no % 24, hour_no, 144, 24)
            as is_lasting
    from marked

)

select
    series_no,
    hour_no,
    is_high,
    is_left_out,
    is_lasting and count_between(is_lasting, series_no, hour_no, 168, 1) = 0 as is_adopted
from lasting;

delete from spike_marks
using volume_part
where spike_marks.brand = volume_part.brand and spike_marks.hour_no >= volume_part.from_hour;

insert into spike_marks
select
    volume_series.brand,
    volume_series.measure,
    '' as topic,
    spike_days.hour_no,
    case when spike_days.is_adopted then 'adopted' else 'day' end as kind
from spike_days
inner join volume_series
    on spike_days.series_no = volume_series.series_no
where
    spike_days.hour_no >= volume_series.from_hour
    and (spike_days.is_left_out or spike_days.is_adopted);
