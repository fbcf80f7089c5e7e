-- What else was known at a moment: what people had said, models, alerts, refusals.
--
-- Rules are those of today: brands, cut-offs, alert rules and definitions stay. So does whom we
-- were asked to forget. What only helps a run (loads that can be undone, posts to look for again)
-- has no place in a past that nobody writes in.
--
-- Reads: past_sources. Leaves: the tables that it names as they were then.
delete from actions
where said_at > $moment::timestamptz;

delete from models
where adopted_at > $moment::timestamptz;

update models
set left_at = null
where left_at > $moment::timestamptz;

delete from model_checks
where version not in (select models.version from models);

delete from alerts
where recorded_at > $moment::timestamptz;

delete from rejects
where seen_at > $moment::timestamptz;

-- That a story is invented was so at every moment of it.
delete from runs
where ended_at > $moment::timestamptz and command <> 'demo';

-- Only files name brands that are not configured, and these had not been loaded.
delete from brands
where not is_configured and brand not in (
    select posts.given_brand
    from posts
    where posts.given_brand is not null
);

delete from load_posts;

delete from load_engagement;

delete from replaced_posts;

delete from rechecks;

delete from recheck_rounds;

delete from retention_salts;
