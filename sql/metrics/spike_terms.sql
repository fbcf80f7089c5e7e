-- Words and pairs of words said more in a spike than in the days before it, surest first.
--
-- How they are found, and what is left out, says over_represented_terms.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: term
--
-- term              varchar  one or two words, in lower case
-- is_phrase         boolean  two words
-- post_count        bigint   posts of the spike that hold it
-- spike_post_count  bigint   posts of the spike read
-- post_share        double   0 .. 1 of them
-- usual_count       bigint   posts of the 28 days before that hold it
-- usual_post_count  bigint   posts of the 28 days before read
-- usual_share       double   0 .. 1 of them
-- times_usual       double   odds against before, drawn towards one
-- times_low         double   95 % interval
-- times_high        double   95 % interval
-- z_score           double   log of times_usual in standard errors
-- example_post_id   varchar  the most shared post that holds it
with

spike_and_before as not materialized (

    select
        cohort.post_id,
        cohort.is_spike as is_here,
        cohort.text as content,
        cohort.share_count
    from spike_cohort(brand, measure, started_at, topic := topic) as cohort

)

select
    found.term,
    found.is_phrase,
    found.here_count as post_count,
    found.here_post_count as spike_post_count,
    found.here_count / nullif(found.here_post_count, 0) as post_share,
    found.there_count as usual_count,
    found.there_post_count as usual_post_count,
    found.there_count / nullif(found.there_post_count, 0) as usual_share,
    found.times as times_usual,
    found.times_low,
    found.times_high,
    found.z_score,
    found.example_post_id
from over_represented_terms('spike_and_before', brand) as found
