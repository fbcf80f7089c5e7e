-- The negative share of a period, as counted and with the scorer's measured errors taken out.
--
-- What people said themselves is left alone: only what the scorer read is corrected. Of what others
-- wrote. Intervals are over voices, see mentions_by_voice. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- scored_count                   bigint  inbound mentions in a language that a scorer covers
-- negative_count                 bigint  of them negative
-- negative_share                 double  0 .. 1; null: none scored
-- negative_share_low             double  0 .. 1, 95 % interval
-- negative_share_high            double  0 .. 1, 95 % interval
-- negative_share_corrected       double  0 .. 1, Rogan and Gladen 1978; null: too little is checked
-- negative_share_corrected_low   double  0 .. 1, 95 %, Lang and Reiczigel 2014; knows how few
-- negative_share_corrected_high  double  posts were checked
with

counted as (

    select
        cast(coalesce(sum(scored_count), 0) as bigint) as scored_count,
        cast(coalesce(sum(negative_count), 0) as bigint) as negative_count,
        cast(coalesce(sum(told_count), 0) as bigint) as told_count,
        cast(coalesce(sum(told_negative_count), 0) as bigint) as told_negative_count,
        voice_sums(negative_count, negative_count, scored_count, is_copied) as negative_sums,
        voice_sums(
            negative_count - told_negative_count,
            negative_count - told_negative_count,
            scored_count - told_count,
            is_copied
        ) as read_sums
    from mentions_by_voice(brand, since, until, filters := filters)

),

voiced as (

    select
        counted.*,
        voice_mean(negative_sums) as negative_share,
        voice_count(negative_sums, 0) as negative_voices,
        voice_mean(read_sums) as found_share,
        voice_count(read_sums, 0) as read_voices
    from counted

),

measured as (

    select
        voiced.*,
        measured_accuracy.correction_slope is not null as is_measured,
        corrected_share(
            voiced.found_share,
            measured_accuracy.correction_slope,
            measured_accuracy.correction_offset
        ) as read_share,
        corrected_share_low(
            coalesce(voiced.found_share * voiced.read_voices, 0),
            coalesce(voiced.read_voices, 0),
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_low,
        corrected_share_high(
            coalesce(voiced.found_share * voiced.read_voices, 0),
            coalesce(voiced.read_voices, 0),
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count
        ) as read_high
    from voiced
    left join measured_accuracy
        on measured_accuracy.brand = brand

)

select
    scored_count,
    negative_count,
    negative_share,
    voice_low(negative_share, negative_voices, 0) as negative_share_low,
    voice_high(negative_share, negative_voices, 0) as negative_share_high,
    share_with_told(
        told_negative_count, told_count, scored_count, read_share, is_measured
    ) as negative_share_corrected,
    share_with_told_end(
        told_negative_count,
        told_count,
        scored_count,
        read_share,
        read_low,
        -1,
        is_measured
    ) as negative_share_corrected_low,
    share_with_told_end(
        told_negative_count,
        told_count,
        scored_count,
        read_share,
        read_high,
        1,
        is_measured
    ) as negative_share_corrected_high
from measured
