-- The negative share of a period, as counted and with the scorer's measured errors taken out.
--
-- What people said themselves is left alone. Null where too little is checked, or nothing scored.
--
-- Over: inbound
-- Grain: one row
with

counted as (

    select
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(label_polarity) as told_count,
        count(*) filter (where label_polarity = 'negative') as told_negative_count
    from inbound

),

measured as (

    select
        counted.*,
        measured_accuracy.correction_slope as slope,
        measured_accuracy.correction_offset as base,
        (counted.negative_count - counted.told_negative_count)
        / nullif(counted.scored_count - counted.told_count, 0) as read_share,
        corrected_share_low(
            counted.negative_count - counted.told_negative_count,
            counted.scored_count - counted.told_count,
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_low,
        corrected_share_high(
            counted.negative_count - counted.told_negative_count,
            counted.scored_count - counted.told_count,
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_high
    from counted
    left join measured_accuracy
        on measured_accuracy.brand = $brand

),

-- Wilson 1927, 95 %.
ranged as (

    select
        measured.*,
        negative_count / nullif(scored_count, 0) as negative_share,
        (negative_count / nullif(scored_count, 0) + 1.920729 / nullif(scored_count, 0))
        / (1.0 + 3.841459 / nullif(scored_count, 0)) as middle,
        1.959964 * sqrt(
            negative_count * (1.0 * scored_count - negative_count)
            / nullif(1.0 * scored_count * scored_count * scored_count, 0)
            + 0.960365 / nullif(1.0 * scored_count * scored_count, 0)
        ) / (1.0 + 3.841459 / nullif(scored_count, 0)) as half_width
    from measured

)

select
    scored_count,
    negative_count,
    negative_share,
    middle - half_width as negative_low,
    middle + half_width as negative_high,
    case
        when slope is null or scored_count = 0 then null
        when read_share is null then negative_share
        else
            (
                told_negative_count
                + (scored_count - told_count)
                * greatest(0.0, least(1.0, base + slope * read_share))
            ) / scored_count
    end as negative_share_corrected,
    case
        when slope is null or scored_count = 0 then null
        when read_share is null then negative_share
        else (told_negative_count + (scored_count - told_count) * read_low) / scored_count
    end as negative_share_corrected_low,
    case
        when slope is null or scored_count = 0 then null
        when read_share is null then negative_share
        else (told_negative_count + (scored_count - told_count) * read_high) / scored_count
    end as negative_share_corrected_high
from ranged
