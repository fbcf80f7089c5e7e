-- Posts that still grow, those that still reach and hurt most first, each with its shares snapshot
-- by snapshot.
--
-- Grain: post_id
with

snapshots as (

    select
        post_id,
        list(share_count order by observed_at) as share_history
    from viral_risk_by_snapshot
    where brand = $brand
    group by post_id

)

select
    live_risk.*,
    snapshots.share_history,
    mentions.author_id
from live_risk
left join snapshots
    on live_risk.post_id = snapshots.post_id
-- The moment keeps the search short.
left join mentions
    on
        live_risk.brand = mentions.brand
        and live_risk.post_id = mentions.post_id
        and live_risk.created_at = mentions.created_at
where live_risk.brand = $brand
order by
    live_risk.harmful_audience desc nulls last, live_risk.share_count desc,
    live_risk.post_id asc
limit 100
