-- Posts that still grow, the riskiest first.
--
-- Grain: post_id
select
    r.*,
    h.share_history
from live_risk as r
left join (
    select
        post_id,
        brand,
        list(share_count order by observed_at) as share_history
    from viral_risk_by_snapshot
    where brand = $brand
    group by post_id, brand
) as h on r.post_id = h.post_id and r.brand = h.brand
where r.brand = $brand
order by r.viral_risk desc nulls last, r.shares_per_hour desc nulls last, r.post_id asc
limit 100
