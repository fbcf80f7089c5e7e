-- Words and pairs of words said more in mentions of one sentiment than in the others, surest first.
--
-- The others are all that are scored otherwise. How terms are found, and what is left out, says
-- over_represented_terms. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, polarity := 'negative', filters := map {}
-- Grain: term
--
-- term              varchar  one or two words, in lower case
-- post_count        bigint   mentions of that sentiment that hold it
-- post_total        bigint   mentions of that sentiment read
-- post_share        double   0 .. 1 of them
-- other_count       bigint   other scored mentions that hold it
-- other_total       bigint   other scored mentions read
-- other_share       double   0 .. 1 of them
-- times_other       double   odds against the others, drawn towards one
-- times_low         double   95 % interval
-- times_high        double   95 % interval
-- z_score           double   log of times_other in standard errors
-- example_post_id   varchar  the most shared mention of that sentiment that holds it
with

scored as not materialized (

    select
        kept.post_id,
        kept.polarity = polarity as is_here,
        concat_ws(' ', kept.title, kept.text) as content,
        kept.share_count
    from inbound_mentions(brand, since, until, filters := filters) as kept
    where kept.polarity is not null

)

select
    found.term,
    found.here_count as post_count,
    found.here_post_count as post_total,
    found.here_count / nullif(found.here_post_count, 0) as post_share,
    found.there_count as other_count,
    found.there_post_count as other_total,
    found.there_count / nullif(found.there_post_count, 0) as other_share,
    found.times as times_other,
    found.times_low,
    found.times_high,
    found.z_score,
    found.example_post_id
from over_represented_terms('scored', brand) as found
