-- What is still to come, by age, as a source's posts taught it that had finished in the year before
-- a week: what was known then.
--
-- Grain: week_no, source, age_hours
create table viral_curves (
    source varchar not null,            -- '' for all sources together
    age_hours double not null,
    post_count bigint not null,         -- finished posts behind it; 0: the shipped default
    growth_factor double not null,      -- shares to come for each share of the last third
    own_weight double not null,         -- the rest belongs to the typical size
    typical_log double not null,        -- ln of the typical final count
    low_log double not null,            -- ln of what came over what was projected to come: 80 %
    high_log double not null,           -- lie between low and high
    week_no bigint                      -- in which it holds
)
