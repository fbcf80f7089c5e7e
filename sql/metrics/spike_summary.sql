-- One spike in figures: who made it, how much of it is passed on, how it sounds.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: one row
--
-- post_count                bigint   posts of the spike
-- author_count              bigint   different authors, as far as known
-- unknown_author_count      bigint   posts without an author
-- largest_author_share      double   0 .. 1 of the posts, by the busiest author
-- unrepeated_count          bigint   posts that pass nothing on: neither reposts nor near-copies
-- without_largest_count     bigint   posts by all but the busiest author
-- repost_share              double   0 .. 1 passed on by the platform's button
-- near_copy_share           double   0 .. 1 saying nearly what an earlier post says; reposts apart
-- scored_count              bigint   posts with a sentiment
-- negative_share            double   0 .. 1 of them; null: none is scored
-- negative_share_low        double   0 .. 1, 95 % interval; copies of one text are one voice
-- negative_share_high       double   see negative_share_low
-- estimated_audience        double   people, summed over posts; null: unknown for all
-- unknown_audience_share    double   0 .. 1 of the posts
-- usual_post_count          bigint   posts of the 28 days before, outside other spikes
-- first_post_id             varchar  the first post
-- largest_post_id           varchar  the post that carried most
with

posts_of as (

    select
        said.*,
        coalesce(said.source || ':' || said.author_id, '') as author
    from spike_posts(brand, measure, started_at, topic := topic) as said

),

by_author as (

    select
        posts_of.author,
        count(*) as post_count
    from posts_of
    group by posts_of.author

),

authors as (

    select
        count(*) filter (where by_author.author <> '') as author_count,
        coalesce(sum(by_author.post_count) filter (where by_author.author = ''), 0)::bigint
            as unknown_author_count,
        max(by_author.post_count) filter (where by_author.author <> '') as largest_count
    from by_author

),

voices as (

    select
        posts_of.original_post_id,
        count(*) > 1 as is_copied,
        count(posts_of.polarity) as scored_count,
        count(*) filter (where posts_of.polarity = 'negative') as negative_count
    from posts_of
    group by posts_of.original_post_id

),

summed as (

    select
        voice_sums(
            voices.negative_count, voices.negative_count, voices.scored_count, voices.is_copied
        ) as sums
    from voices

),

-- Counted once: an interval names it ten times over, and planning that took longer than all else.
heard as (

    select voice_count(meant.sums, meant.mean, 0) as voices
    from (
        select
            summed.sums,
            voice_mean(summed.sums) as mean
        from summed
    ) as meant

),

usual as (

    select count(*) filter (where not said.is_spike) as usual_post_count
    from spike_cohort(brand, measure, started_at, topic := topic) as said

),

counted as (

    select
        count(*) as post_count,
        count(*) filter (where not posts_of.is_repost and not posts_of.is_near_copy)
            as unrepeated_count,
        count(*) filter (where posts_of.is_repost) / nullif(count(*), 0) as repost_share,
        count(*) filter (where posts_of.is_near_copy and not posts_of.is_repost)
        / nullif(count(*), 0) as near_copy_share,
        count(posts_of.polarity) as scored_count,
        count(*) filter (where posts_of.polarity = 'negative')
        / nullif(count(posts_of.polarity), 0) as negative_share,
        sum(posts_of.estimated_audience) as estimated_audience,
        count(*) filter (where posts_of.estimated_audience is null)
        / nullif(count(*), 0) as unknown_audience_share,
        min_by(posts_of.post_id, posts_of.created_at) as first_post_id,
        max_by(posts_of.post_id, posts_of.carried_count) as largest_post_id
    from posts_of

)

select
    counted.post_count,
    authors.author_count,
    authors.unknown_author_count,
    authors.largest_count / nullif(counted.post_count, 0) as largest_author_share,
    counted.unrepeated_count,
    counted.post_count - coalesce(authors.largest_count, 0) as without_largest_count,
    counted.repost_share,
    counted.near_copy_share,
    counted.scored_count,
    counted.negative_share,
    voice_low(counted.negative_share, heard.voices, 0) as negative_share_low,
    voice_high(counted.negative_share, heard.voices, 0) as negative_share_high,
    counted.estimated_audience,
    counted.unknown_audience_share,
    usual.usual_post_count,
    counted.first_post_id,
    counted.largest_post_id
from counted
cross join authors
cross join heard
cross join usual
