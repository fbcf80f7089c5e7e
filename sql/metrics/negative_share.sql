-- The negative share of a period, as counted and with the scorer's measured errors taken out.
--
-- What people said themselves is left alone: only what the scorer read is corrected. Of what others
-- wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- scored_count                   bigint  inbound mentions in a language that a scorer covers
-- negative_count                 bigint  of them negative
-- negative_share                 double  0 .. 1; null: none scored
-- negative_share_low             double  0 .. 1, Wilson 1927, 95 %
-- negative_share_high            double  0 .. 1, Wilson 1927, 95 %
-- negative_share_corrected       double  0 .. 1, Rogan and Gladen 1978; null: too little is checked
-- negative_share_corrected_low   double  0 .. 1, 95 %, Lang and Reiczigel 2014; knows how few
-- negative_share_corrected_high  double  posts were checked
with

counted as (

    select
        count(polarity) as scored_count,
        count(*) filter (where polarity = 'negative') as negative_count,
        count(label_polarity) as told_count,
        count(*) filter (where label_polarity = 'negative') as told_negative_count
    from inbound_mentions(brand, since, until, filters := filters)

),

measured as (

    select
        counted.*,
        measured_accuracy.correction_slope is not null as is_measured,
        counted.negative_count / nullif(counted.scored_count, 0) as negative_share,
        corrected_share(
            (counted.negative_count - counted.told_negative_count)
            / nullif(counted.scored_count - counted.told_count, 0),
            measured_accuracy.correction_slope,
            measured_accuracy.correction_offset
        ) as read_share,
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
        on measured_accuracy.brand = brand

)

select
    scored_count,
    negative_count,
    negative_share,
    wilson_low(negative_count, scored_count) as negative_share_low,
    wilson_high(negative_count, scored_count) as negative_share_high,
    share_with_told(
        told_negative_count, told_count, scored_count, read_share, is_measured
    ) as negative_share_corrected,
    share_with_told(
        told_negative_count, told_count, scored_count, read_low, is_measured
    ) as negative_share_corrected_low,
    share_with_told(
        told_negative_count, told_count, scored_count, read_high, is_measured
    ) as negative_share_corrected_high
from measured
