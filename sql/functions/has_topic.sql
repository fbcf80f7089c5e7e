-- Whether something is about a topic, or about one of several.
--
-- topics  varchar[]  its topics; null or empty: it has none
-- topic   varchar    looked for, several a line each; unknown is true of what has none
--
-- Returns: boolean
--
-- Case: has_topic(['app', 'price'], 'price') = true
-- Case: has_topic(['app'], 'price') = false
-- Case: has_topic(['app'], e'price\napp') = true
-- Case: has_topic(['app'], 'unknown') = false
-- Case: has_topic([], 'unknown') = true
-- Case: has_topic(null, 'unknown') = true
-- Case: has_topic(null, 'app') = false
create or replace macro has_topic(topics, topic) as (
    list_has_any(
        case when len(topics) > 0 then topics else ['unknown'] end,
        string_split(topic, chr(10))
    )
);
