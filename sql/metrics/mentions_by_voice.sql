-- Who speaks in a period: the copies of one text are one voice, else one conversation is.
--
-- Every interval and verdict on mentions is over voices: what one text says 300 times is said once.
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: voice
--
-- voice                ubigint  of mentions
-- is_copied            boolean  copies of one text; false: a conversation
-- mention_count        bigint   inbound mentions of it
-- scored_count         bigint   of them, those in a language that a scorer covers
-- positive_count       bigint   of the scored
-- negative_count       bigint   of the scored
-- told_count           bigint   of the scored, those that people spoke about
-- told_negative_count  bigint   of these, those that they called negative
-- complaint_count      bigint   of all
-- needs_reply_count    bigint   of all
select
    kept.voice,
    kept.copy_group is not null as is_copied,
    count(*) as mention_count,
    count(kept.polarity) as scored_count,
    count(*) filter (where kept.polarity = 'positive') as positive_count,
    count(*) filter (where kept.polarity = 'negative') as negative_count,
    count(kept.label_polarity) as told_count,
    count(*) filter (where kept.label_polarity = 'negative') as told_negative_count,
    count(*) filter (where kept.is_complaint) as complaint_count,
    count(*) filter (where kept.needs_reply) as needs_reply_count
from inbound_mentions(brand, since, until, filters := filters) as kept
group by kept.voice, is_copied
