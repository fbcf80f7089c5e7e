-- Payloads that could not become a post, kept with their reason until they can.
--
-- Grain: reject_id
--
-- reject_id  varchar                   the same payload of a source twice is one reject
-- source     varchar                   where it came from
-- format     varchar                   the preset or connector that refused it, and replays it
-- reason     varchar                   what was wrong, naming the field and what is allowed
-- payload    json                      as delivered
-- place      varchar                   where it stood, for example posts.csv:12
-- seen_at    timestamp with time zone  when it was refused first
-- run_id     varchar                   the run that refused it
select
    rejects.reject_id,
    rejects.source,
    rejects.format,
    rejects.reason,
    rejects.payload,
    rejects.place,
    rejects.seen_at,
    rejects.run_id
from rejects
