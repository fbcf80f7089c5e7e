-- Whether something is about a topic.
--
-- topics  varchar[]  its topics; null or empty: it has none
-- topic   varchar    looked for; unknown is true of what has none
--
-- Returns: boolean
--
-- Case: has_topic(['app', 'price'], 'price') = true
-- Case: has_topic(['app'], 'price') = false
-- Case: has_topic(['app'], 'unknown') = false
-- Case: has_topic([], 'unknown') = true
-- Case: has_topic(null, 'unknown') = true
-- Case: has_topic(null, 'app') = false
create or replace macro has_topic(topics, topic) as (
    list_contains(case when len(topics) > 0 then topics else ['unknown'] end, topic)
);
