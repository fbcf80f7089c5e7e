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

meant as (

    select
        counted.*,
        voice_mean(negative_sums) as negative_share,
        voice_mean(read_sums) as found_share
    from counted

),

voiced as (

    select
        meant.*,
        voice_count(negative_sums, negative_share, 0) as negative_voices,
        voice_count(read_sums, found_share, 0) as read_voices
    from meant

),

-- Step by step, as in sentiment_by_day: planning formulas of formulas takes longer than all else.
measured as (

    select
        voiced.*,
        measured_accuracy.correction_slope is not null as is_measured,
        corrected_share(
            voiced.found_share,
            measured_accuracy.correction_slope,
            measured_accuracy.correction_offset
        ) as read_share,
        coalesce(voiced.read_voices, 0) as read_n,
        smoothed_share(
            coalesce(voiced.found_share * voiced.read_voices, 0),
            coalesce(voiced.read_voices, 0),
            z95() * z95()
        ) as smooth_share,
        smoothed_share(
            measured_accuracy.negative_as_negative_count,
            measured_accuracy.negative_checked_count,
            2
        ) as hit_share,
        smoothed_share(
            measured_accuracy.negative_specificity * measured_accuracy.other_checked_count,
            measured_accuracy.other_checked_count,
            2
        ) as pass_share,
        measured_accuracy.negative_checked_count,
        measured_accuracy.other_checked_count
    from voiced
    left join measured_accuracy
        on measured_accuracy.brand = brand

),

middled as (

    select
        measured.*,
        corrected_share_middle(
            measured.smooth_share, measured.hit_share, measured.pass_share
        ) as middle
    from measured

),

spread as (

    select
        middled.*,
        corrected_share_center(
            middle, hit_share, negative_checked_count, pass_share, other_checked_count
        ) as center,
        corrected_share_spread(
            middle,
            smooth_share,
            read_n,
            hit_share,
            negative_checked_count,
            pass_share,
            other_checked_count
        ) as read_spread
    from middled

),

corrected as (

    select
        spread.*,
        corrected_share_low(center, read_spread) as read_low,
        corrected_share_high(center, read_spread) as read_high
    from spread

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
from corrected
