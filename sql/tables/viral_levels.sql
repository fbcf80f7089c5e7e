-- What is large for a brand, from its posts of the year before a week: what was known then.
--
-- Grain: brand, week_no
create table viral_levels (
    brand varchar not null,
    week_no bigint,                     -- in which it holds
    post_count bigint,                  -- posts behind it
    large_audience double               -- people whom a post of the configured quantile reached
)
