-- How often the scorer and the complaint rule are right, on mentions that chance chose.
--
-- Corrections that people come across are left out: they are biased towards errors. A negative
-- share is corrected as 1 / (recall + specificity - 1) of its distance from the false alarms
-- (Rogan and Gladen 1978), where at least 10 negative and 10 other mentions are checked and the
-- scorer tells them apart clearly better than chance (recall + specificity - 1 of 0.2 or more).
--
-- Grain: brand
--
-- brand                       varchar                   key in earshot.toml
-- checked_count               bigint                    mentions drawn by chance and checked
-- right_count                 bigint                    of them, those the scorer has right
-- accuracy                    double                    0 .. 1: right / checked
-- accuracy_low                double                    0 .. 1, Wilson 1927, 95 %
-- accuracy_high               double                    0 .. 1, Wilson 1927, 95 %
-- negative_as_negative_count  bigint                    said to be negative, found negative
-- negative_as_neutral_count   bigint                    said to be negative, found neutral
-- negative_as_positive_count  bigint                    said to be negative, found positive
-- neutral_as_negative_count   bigint                    and so on
-- neutral_as_neutral_count    bigint                    and so on
-- neutral_as_positive_count   bigint                    and so on
-- positive_as_negative_count  bigint                    and so on
-- positive_as_neutral_count   bigint                    and so on
-- positive_as_positive_count  bigint                    and so on
-- negative_recall             double                    0 .. 1 of the negative are found
-- negative_specificity        double                    0 .. 1 of the others are not found so
-- correction_slope            double                    corrected = slope * share + offset, cut to
-- correction_offset           double                    0 .. 1; null: too little is checked
-- negative_checked_count      bigint                    said to be negative
-- other_checked_count         bigint                    said to be neutral or positive
-- complaint_checked_count     bigint                    mentions whose complaint was checked so
-- complaint_right_count       bigint                    of them, those that we have right
-- complaint_accuracy          double                    0 .. 1: right / checked
-- complaint_accuracy_low      double                    0 .. 1, Wilson 1927, 95 %
-- complaint_accuracy_high     double                    0 .. 1, Wilson 1927, 95 %
-- complaint_recall            double                    0 .. 1 of the complaints are found
-- complaint_precision         double                    0 .. 1 of those found are complaints
-- last_checked_at             timestamp with time zone  UTC
with

counted as (

    select
        checked_polarities.brand,
        count(*) as checked_count,
        count(*) filter (where truth = found) as right_count,
        count(*) filter (where truth = 'negative') as negative_count,
        count(*) filter (where truth <> 'negative') as other_count,
        count(*) filter (where truth = 'negative' and found = 'negative')
            as negative_as_negative_count,
        count(*) filter (where truth = 'negative' and found = 'neutral')
            as negative_as_neutral_count,
        count(*) filter (where truth = 'negative' and found = 'positive')
            as negative_as_positive_count,
        count(*) filter (where truth = 'neutral' and found = 'negative')
            as neutral_as_negative_count,
        count(*) filter (where truth = 'neutral' and found = 'neutral')
            as neutral_as_neutral_count,
        count(*) filter (where truth = 'neutral' and found = 'positive')
            as neutral_as_positive_count,
        count(*) filter (where truth = 'positive' and found = 'negative')
            as positive_as_negative_count,
        count(*) filter (where truth = 'positive' and found = 'neutral')
            as positive_as_neutral_count,
        count(*) filter (where truth = 'positive' and found = 'positive')
            as positive_as_positive_count,
        max(checked_at) as last_checked_at
    from checked_polarities
    group by checked_polarities.brand

),

rates as (

    select
        counted.*,
        right_count / nullif(checked_count, 0) as accuracy,
        negative_as_negative_count / nullif(negative_count, 0) as negative_recall,
        1.0 - (neutral_as_negative_count + positive_as_negative_count) / nullif(other_count, 0)
            as negative_specificity
    from counted

),

complaints as (

    select
        checked_complaints.brand,
        count(*) as complaint_checked_count,
        count(*) filter (where is_told = is_found) as complaint_right_count,
        count(*) filter (where is_told and is_found)
        / nullif(count(*) filter (where is_told), 0) as complaint_recall,
        count(*) filter (where is_told and is_found)
        / nullif(count(*) filter (where is_found), 0) as complaint_precision,
        max(checked_at) as complaint_checked_at
    from checked_complaints
    group by checked_complaints.brand

),

told_apart as (

    select
        rates.*,
        case
            when
                negative_count >= 10
                and other_count >= 10
                and negative_recall + negative_specificity - 1.0 >= 0.2
                then negative_recall + negative_specificity - 1.0
        end as youden
    from rates

)

select
    coalesce(told_apart.brand, complaints.brand) as brand,
    coalesce(checked_count, 0) as checked_count,
    coalesce(right_count, 0) as right_count,
    accuracy,
    wilson_low(right_count, checked_count) as accuracy_low,
    wilson_high(right_count, checked_count) as accuracy_high,
    negative_as_negative_count,
    negative_as_neutral_count,
    negative_as_positive_count,
    neutral_as_negative_count,
    neutral_as_neutral_count,
    neutral_as_positive_count,
    positive_as_negative_count,
    positive_as_neutral_count,
    positive_as_positive_count,
    negative_recall,
    negative_specificity,
    1.0 / youden as correction_slope,
    (negative_specificity - 1.0) / youden as correction_offset,
    coalesce(negative_count, 0) as negative_checked_count,
    coalesce(other_count, 0) as other_checked_count,
    coalesce(complaint_checked_count, 0) as complaint_checked_count,
    coalesce(complaint_right_count, 0) as complaint_right_count,
    complaint_right_count / nullif(complaint_checked_count, 0) as complaint_accuracy,
    wilson_low(complaint_right_count, complaint_checked_count) as complaint_accuracy_low,
    wilson_high(complaint_right_count, complaint_checked_count) as complaint_accuracy_high,
    complaint_recall,
    complaint_precision,
    greatest(last_checked_at, complaint_checked_at) as last_checked_at
from told_apart
full join complaints
    on told_apart.brand = complaints.brand
