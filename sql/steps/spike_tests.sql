-- The trailing hour (three hours for the quiet), judged at the end of every quarter of an hour.
--
-- Reads: volume_base, volume_expected, volume_series, volume_slots. Leaves: spike_tests.
create or replace temp table spike_hours as
with

possible as (

    select
        *,
        sum(compared_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between 3 preceding and current row
        ) as before_count,
        sum(compared_count) over (
            partition by brand, measure, topic
            order by hour_no
            range between current row and 3 following
        ) as after_count
    from volume_expected

)

select
    possible.brand,
    possible.measure,
    possible.topic,
    possible.hour_no,
    possible.is_gap,
    possible.is_quiet,
    possible.expected_count,
    possible.dispersion,
    possible.dispersion_3,
    volume_series.from_hour,
    epoch(volume_series.until_at) as until_second
from possible
inner join volume_series
    on
        possible.brand = volume_series.brand
        and possible.topic = volume_series.topic
where
    possible.hour_no >= volume_series.from_hour - 4
    and greatest(possible.before_count, possible.after_count) >= $enough;

create or replace temp table spike_tests as
with

compared as (

    select
        volume_base.brand,
        volume_base.measure,
        volume_base.topic,
        floor(epoch(volume_slots.slot_at) / 900)::bigint as slot_no,
        sum(
            case
                when volume_base.measure = 'mentions' then volume_slots.mention_count
                else volume_slots.complaint_count
            end
        ) as slot_count
    from volume_base
    inner join volume_slots
        on
            volume_base.brand = volume_slots.brand
            and volume_base.topic = volume_slots.topic
            and volume_base.source = volume_slots.source
            and volume_base.hour_no = floor(epoch(volume_slots.slot_at) / 3600)::bigint
    where volume_base.is_seen and volume_base.is_compared
    group by volume_base.brand, volume_base.measure, volume_base.topic, slot_no

),

slots as (

    select
        spike_hours.*,
        spike_hours.hour_no * 4 + quarter.quarter_no as slot_no
    from spike_hours
    cross join (select unnest(range(4)) as quarter_no) as quarter
    where (spike_hours.hour_no * 4 + quarter.quarter_no) * 900 < spike_hours.until_second

),

filled as (

    select
        slots.*,
        coalesce(compared.slot_count, 0) as slot_count,
        slots.expected_count / 4 as slot_expected
    from slots
    left join compared
        on
            slots.brand = compared.brand
            and slots.measure = compared.measure
            and slots.topic = compared.topic
            and slots.slot_no = compared.slot_no

),

windows as (

    select
        *,
        sum(slot_count) over (
            partition by brand, measure, topic
            order by slot_no
            range between 3 preceding and current row
        ) as hour_count,
        sum(slot_expected) over (
            partition by brand, measure, topic
            order by slot_no
            range between 3 preceding and current row
        ) as hour_expected,
        sum(slot_count) over (
            partition by brand, measure, topic
            order by slot_no
            range between 11 preceding and current row
        ) as hours_3_count,
        sum(slot_expected) over (
            partition by brand, measure, topic
            order by slot_no
            range between 11 preceding and current row
        ) as hours_3_expected
    from filled

),

chosen as (

    select
        *,
        case when is_quiet then 12 else 4 end as window_slot_count,
        case when is_quiet then hours_3_count else hour_count end as window_count,
        greatest(case when is_quiet then hours_3_expected else hour_expected end, 0.5)
            as window_expected,
        case when is_quiet then dispersion_3 else dispersion end as window_dispersion,
        case when is_quiet then $quiet_alarm else $alarm end as alarm_score
    from windows
    where not is_gap and expected_count is not null

),

scored as (

    select
        *,
        (
            power(greatest(window_count - 0.5, 0) / window_expected, 1.0 / 3)
            - (1 - window_dispersion / (9 * window_expected))
        ) * 3 * sqrt(window_expected / window_dispersion) as score
    from chosen
    where window_count >= $enough

),

standing_out as (

    select
        *,
        count(*) over (
            partition by brand, measure, topic
            order by slot_no
            range between 1 preceding and current row
        ) as run_count
    from scored
    where score >= alarm_score

)

select
    brand,
    measure,
    topic,
    slot_no,
    window_slot_count,
    score,
    run_count = 2 as is_confirmed,
    (slot_no + 1) * 900 >= until_second as is_last
from standing_out
where slot_no >= from_hour * 4;
