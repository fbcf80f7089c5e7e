-- Posts that were known at a moment, as they were then, in a copy that goes back there.
--
-- Counts are those of the snapshots until then. A post that nobody followed has one count, which
-- is of the moment when it was read: it stands where that was before, or where the post was seven
-- days old by then, the horizon of every projection; else it was not known. What authors took back
-- later stands again, unless its words are gone: what is erased stays erased. Words and followers
-- are the latest that were read: nothing older is kept.
--
-- Reads: past_sources. Leaves: posts and engagement as of then.
delete from posts
where created_at > $moment::timestamptz;

-- What a file tells of a time that nobody watched was read back when somebody watched again.
delete from posts
using past_sources
where
    posts.source = past_sources.source
    and case
        when past_sources.is_reconstructed then posts.created_at > past_sources.observed_until
        else posts.first_seen_at > $moment::timestamptz
    end;

create or replace temp table past_counts as

select
    post_id,
    count(like_count) > 0 as has_likes,
    count(share_count) > 0 as has_shares,
    count(reply_count) > 0 as has_replies,
    count(view_count) > 0 as has_views,
    arg_max(like_count, observed_at) filter (where observed_at <= $moment::timestamptz)
        as like_count,
    arg_max(share_count, observed_at) filter (where observed_at <= $moment::timestamptz)
        as share_count,
    arg_max(reply_count, observed_at) filter (where observed_at <= $moment::timestamptz)
        as reply_count,
    arg_max(view_count, observed_at) filter (where observed_at <= $moment::timestamptz)
        as view_count
from engagement
group by post_id;

create or replace temp table past_changes as

select
    posts.post_id,
    posts.brand,
    case
        when past_counts.has_likes then past_counts.like_count
        when is_read or is_grown then posts.like_count
    end as like_count,
    case
        when past_counts.has_shares then past_counts.share_count
        when is_read or is_grown then posts.share_count
    end as share_count,
    case
        when past_counts.has_replies then past_counts.reply_count
        when is_read or is_grown then posts.reply_count
    end as reply_count,
    case
        when past_counts.has_views then past_counts.view_count
        when is_read or is_grown then posts.view_count
    end as view_count,
    case
        when posts.removed_at <= $moment::timestamptz then posts.removed_at
        when posts.removed_at is not null and posts.erased_at is not null
            then $moment::timestamptz
    end as removed_at,
    least(posts.observed_at, $moment::timestamptz) as observed_at
from (
    select
        *,
        observed_at <= $moment::timestamptz as is_read,
        created_at <= $moment::timestamptz - interval 168 hour as is_grown
    from posts
    where
        observed_at > $moment::timestamptz
        or removed_at > $moment::timestamptz
        or post_id in (
            select engagement.post_id
            from engagement
            where engagement.observed_at > $moment::timestamptz
        )
) as posts
left join past_counts
    on posts.post_id = past_counts.post_id;

update posts
set
    like_count = past_changes.like_count,
    share_count = past_changes.share_count,
    reply_count = past_changes.reply_count,
    view_count = past_changes.view_count,
    removed_at = past_changes.removed_at,
    observed_at = past_changes.observed_at
from past_changes
where
    posts.post_id = past_changes.post_id
    and posts.brand is not distinct from past_changes.brand;

delete from engagement
where observed_at > $moment::timestamptz;
