-- What the staged posts change: new ones, and held ones with other content.
--
-- Reads: staged_posts, staged_engagement. Leaves: incoming, merged (is_new, is_changed,
-- is_text_changed). Within a batch the latest observation of a post counts, then the last row.
create or replace temp table sightings as

select
    source || ':' || post_id as post_id,
    source,
    -- The root of a thread that another source holds lies there, and so does who answers it.
    nullif(
        if(parent_id = conversation_id, coalesce(conversation_source, source), source)
        || ':' || parent_id,
        source || ':' || post_id
    ) as parent_id,
    coalesce(conversation_source, source) || ':' || conversation_id as given_conversation_id,
    is_dated_by_change,
    brand as given_brand,
    brand_by_thread as is_brand_by_thread,
    is_outbound as is_declared_outbound,
    is_addressed as is_declared_addressed,
    kind,
    author_id,
    author_handle,
    author_name,
    author_followers,
    author_is_bot,
    title,
    text,
    lang as declared_lang,
    url,
    story,
    created_at,
    rating,
    given_polarity,
    like_count,
    share_count,
    reply_count,
    view_count,
    removed_at,
    edited_at,
    coalesce(observed_at, $observed_at::timestamptz) as given_observed_at,
    seq
from staged_posts;

-- Most posts are seen once in a batch; of the others the latest sighting counts, and what it does
-- not say is filled from the ones before.
create or replace temp table folded as

select
    post_id,
    min(created_at) as created_at,
    max(created_at) as changed_at,
    {folded_columns}
from sightings
where
    post_id in (
        select sightings.post_id from sightings
        group by sightings.post_id
        having count(*) > 1
    )
group by post_id;

create or replace temp table incoming as
with

latest as (

    select *
    from sightings
    qualify
        row_number() over (
            partition by post_id
            order by given_observed_at desc, seq desc
        ) = 1

)

select
    latest.* replace (
        -- Of several times of change the first is nearest to its beginning.
        case
            when latest.is_dated_by_change then coalesce(folded.created_at, latest.created_at)
            else latest.created_at
        end as created_at,
        {filled_columns}
    )
from latest
left join folded
    on latest.post_id = folded.post_id;

create or replace temp table asked_ids as

select post_id
from incoming
union
select source || ':' || post_id as post_id
from staged_engagement;

create or replace temp table asked_keys as

select distinct id_key(post_id) as post_key
from asked_ids;

create or replace temp table known_rows as

select posts.rowid as row_id
from posts
where posts.post_key in (select asked_keys.post_key from asked_keys);

-- A post about two brands is held twice with the same content; a shared key is not a shared id.
create or replace temp table known as
with

candidates as (

    select
        posts.*,
        posts.rowid as row_id
    from posts
    where posts.rowid in (select known_rows.row_id from known_rows)

)

select
    candidates.* exclude (row_id) replace (
        -- What was read out of the text, whatever people say of it.
        case when labelled_at is null then sentiment else read_sentiment end as sentiment,
        case when labelled_at is null then polarity else read_polarity end as polarity,
        case when labelled_at is null then topics else read_topics end as topics
    )
from candidates
where candidates.post_id in (select asked_ids.post_id from asked_ids)
qualify
    row_number() over (
        partition by candidates.post_id
        order by candidates.row_id
    ) = 1;

-- What was erased stays empty, whatever comes of it.
delete from incoming
where
    post_id in (
        select known.post_id
        from known
        where known.erased_at is not null
    );

delete from known
where erased_at is not null;

-- Polls of a post's counters update the post too, whichever of the two came first.
create or replace temp table polled as
with

polls as (

    select
        source || ':' || post_id as post_id,
        observed_at,
        {counts}
    from staged_engagement
    union all
    select
        source || ':' || post_id as post_id,
        observed_at,
        {counts}
    from staged_posts
    where observed_at is not null
    union all
    select
        engagement.post_id,
        engagement.observed_at,
        {engagement_counts}
    from engagement
    where engagement.post_id in (select asked_ids.post_id from asked_ids)

)

select
    post_id,
    max(observed_at) as observed_at,
    arg_max(like_count, observed_at) as like_count,
    arg_max(share_count, observed_at) as share_count,
    arg_max(reply_count, observed_at) as reply_count,
    arg_max(view_count, observed_at) as view_count
from polls
group by post_id;

-- A later observation replaces; a field it does not give keeps what was known.
create or replace temp table combined as

select
    incoming.post_id,
    incoming.source,
    incoming.seq,
    known.post_id is null as is_new,
    greatest(incoming.given_observed_at, known.observed_at) as observed_at,
    coalesce(known.first_seen_at, $now::timestamptz) as first_seen_at,
    {merged_columns}
from incoming
left join known
    on incoming.post_id = known.post_id
union all by name
select
    {known_columns},
    cast(null as bigint) as seq,
    false as is_new
from known
where known.post_id not in (select incoming.post_id from incoming);

create or replace temp table merged as
with

counted as (

    select
        combined.* replace (
            greatest(combined.observed_at, polled.observed_at) as observed_at,
            {polled_columns}
        )
    from combined
    left join polled
        on combined.post_id = polled.post_id

)

select
    counted.*,
    (
        counted.is_new or {changes}
    ) as is_changed,
    (
        counted.is_new or {text_changes}
    ) as is_text_changed
from counted
left join known
    on counted.post_id = known.post_id;
