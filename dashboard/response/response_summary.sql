-- Response times.
--
-- Grain: one row
select
    turn_count,
    answered_count,
    open_count,
    removed_count,
    selected_count,
    median_seconds,
    median_low_seconds,
    median_high_seconds,
    p90_seconds,
    share_15m,
    share_15m_low,
    share_15m_high,
    share_1h,
    share_1h_low,
    share_1h_high,
    share_4h,
    share_4h_low,
    share_4h_high,
    share_24h,
    share_24h_low,
    share_24h_high,
    curve_end_seconds,
    answered_only_median_seconds,
    answered_only_mean_seconds,
    fastest90_mean_seconds,
    under_24h_mean_seconds
from
    response_summary(
        $brand, $since, $until, clock := cast($clock as varchar), source := cast($source as varchar)
    )
