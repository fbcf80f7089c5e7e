-- Could anybody act on it: how many first complaints held what they need, and what was asked back.
--
-- Of asked_back, by topic and all together. Shares have Wilson's interval at 95 %.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: topic
--
-- topic             varchar  all, and each topic that says what is needed, or its first; unknown
-- complaint_count   bigint   first complaints
-- judged_count      bigint   of them those whose topic needs a detail
-- complete_count    bigint   of them those that held one
-- complete_share    double   0 .. 1 of judged_count; null: fewer than 20
-- complete_low      double   lower end of its 95 % interval
-- complete_high     double   upper end
-- answered_count    bigint   first complaints that a person answered
-- asked_count       bigint   of them those whose first reply only asks back
-- asked_share       double   0 .. 1 of answered_count; null: fewer than 20
-- asked_low         double   lower end of its 95 % interval
-- asked_high        double   upper end
-- private_count     bigint   of asked_count: to go on in private
-- needless_count    bigint   of asked_count: the complaint held what it needs already
-- delivered_count   bigint   of asked_count: the customer delivered in public, or said so
-- unseen_count      bigint   of asked_count: nothing was seen of it, in private or never
-- lost_seconds      double   median from the reply to the delivery; null: fewer than 20 delivered
-- lost_low          double   lower end of its 95 % interval
-- lost_high         double   upper end
with

spread as (

    select
        asked.*,
        unnest(['all', asked.topic]) as group_topic
    from asked_back(brand, since, until, filters := filters) as asked

),

counted as (

    select
        group_topic,
        count(*) as complaint_count,
        count(is_complete) as judged_count,
        count(*) filter (where is_complete) as complete_count,
        count(answered_at) as answered_count,
        count(*) filter (where is_asked_back) as asked_count,
        count(*) filter (where is_asked_back and is_private) as private_count,
        count(*) filter (where is_needless) as needless_count,
        count(*) filter (where is_asked_back and delivered_at is not null) as delivered_count,
        count(*) filter (where is_asked_back and delivered_at is null) as unseen_count,
        list_sort(list(lost_seconds) filter (where lost_seconds is not null)) as lost
    from spread
    group by group_topic

)

select
    group_topic as topic,
    complaint_count,
    judged_count,
    complete_count,
    case when judged_count >= 20 then complete_count / nullif(judged_count, 0) end
        as complete_share,
    case when judged_count >= 20 then wilson_low(complete_count, judged_count) end as complete_low,
    case when judged_count >= 20 then wilson_high(complete_count, judged_count) end
        as complete_high,
    answered_count,
    asked_count,
    case when answered_count >= 20 then asked_count / nullif(answered_count, 0) end as asked_share,
    case when answered_count >= 20 then wilson_low(asked_count, answered_count) end as asked_low,
    case when answered_count >= 20 then wilson_high(asked_count, answered_count) end as asked_high,
    private_count,
    needless_count,
    delivered_count,
    unseen_count,
    case when delivered_count >= 20 then list_median(lost) end as lost_seconds,
    case when delivered_count >= 20 then median_end(lost, -1.0) end as lost_low,
    case when delivered_count >= 20 then median_end(lost, 1.0) end as lost_high
from counted
