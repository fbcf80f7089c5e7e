-- The parts of brand health, each 0 .. 100, day by day, with the n behind it.
--
-- Against its own baseline means: 50 where the day is as the 28 days before it, 100 where there is
-- nothing of it, 0 at twice the baseline and above. A part without data is null.
--
-- Grain: brand, local_date
--
-- brand               varchar  key in earshot.toml
-- local_date          date     day in the brand's time zone
-- mention_count       bigint   inbound mentions
-- scored_count        bigint   of them, scored
-- due_count           bigint   turns of the day that are due
-- net_sentiment       double   0 .. 100: 50 is as many positive as negative
-- complaint_rate      double   0 .. 100: complaints per mention against their baseline
-- answered_in_target  double   0 .. 100: turns of the day met / due
-- silence             double   0 .. 100: audience-hours of complaints in their first day, likewise
-- viral_risk          double   0 .. 100: 100 less the highest score that day's snapshots reached
with

said as (

    select
        sentiment_by_day.brand,
        sentiment_by_day.local_date,
        sentiment_by_day.mention_count,
        sentiment_by_day.scored_count,
        sentiment_by_day.complaint_count,
        sentiment_by_day.net_sentiment
    from sentiment_by_day

),

served as (

    select
        turns.brand,
        turns.local_date,
        count(*) filter (where turns.sla_status = 'met') as met_count,
        count(*) filter (where turns.sla_status in ('met', 'missed')) as due_count,
        -- The first day only: older complaints have had more time to stay unanswered.
        coalesce(sum(turns.estimated_audience * least(turns.wait_seconds, 86400.0)) filter (
            where turns.is_complaint
        ), 0) / 3600.0 as silence_hours
    from turns
    where not turns.is_selected
    group by turns.brand, turns.local_date

),

risks as (

    select
        viral_risk_by_snapshot.brand,
        local_date(viral_risk_by_snapshot.observed_at, brands.time_zone) as local_date,
        max(viral_risk_by_snapshot.viral_risk) as highest_risk
    from viral_risk_by_snapshot
    inner join brands
        on viral_risk_by_snapshot.brand = brands.brand
    group by
        viral_risk_by_snapshot.brand,
        local_date(viral_risk_by_snapshot.observed_at, brands.time_zone)

),

joined as (

    select
        said.*,
        served.met_count,
        served.due_count,
        served.silence_hours,
        risks.highest_risk
    from said
    left join served
        on
            said.brand = served.brand
            and said.local_date = served.local_date
    left join risks
        on
            said.brand = risks.brand
            and said.local_date = risks.local_date

),

baselines as (

    select
        joined.*,
        sum(joined.complaint_count) over (
            partition by joined.brand
            order by epoch(joined.local_date)
            range between 2419200 preceding and 86400 preceding
        ) / nullif(sum(joined.mention_count) over (
            partition by joined.brand
            order by epoch(joined.local_date)
            range between 2419200 preceding and 86400 preceding
        ), 0) as usual_complaint_rate,
        avg(joined.silence_hours) over (
            partition by joined.brand
            order by epoch(joined.local_date)
            range between 2419200 preceding and 86400 preceding
        ) as usual_silence_hours
    from joined

),

ratios as (

    select
        baselines.*,
        baselines.complaint_count / nullif(baselines.mention_count, 0)
        / nullif(baselines.usual_complaint_rate, 0) as complaint_ratio,
        baselines.silence_hours / nullif(baselines.usual_silence_hours, 0) as silence_ratio
    from baselines

)

-- greatest() skips nulls, so what is unknown is asked for first.
select
    ratios.brand,
    ratios.local_date,
    ratios.mention_count,
    ratios.scored_count,
    coalesce(ratios.due_count, 0) as due_count,
    50.0 * (1.0 + ratios.net_sentiment) as net_sentiment,
    case
        when ratios.complaint_ratio is not null
            then greatest(0.0, 100.0 - 50.0 * ratios.complaint_ratio)
    end as complaint_rate,
    100.0 * ratios.met_count / nullif(ratios.due_count, 0) as answered_in_target,
    case
        when ratios.silence_ratio is not null
            then greatest(0.0, 100.0 - 50.0 * ratios.silence_ratio)
    end as silence,
    100.0 - ratios.highest_risk as viral_risk
from ratios
