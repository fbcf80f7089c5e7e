-- Sources that ever delivered something about a brand.
--
-- Grain: brand, source
create table volume_sources (
    brand varchar not null,
    source varchar not null
)
