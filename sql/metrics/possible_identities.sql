-- Who may be the person behind a complaint under another handle or on another platform.
--
-- Of one complaint: authors of other ids who wrote about the brand in the 30 days after it, who
-- have the same unusual name (two words; at most three authors about the brand have it in the 60
-- days around) or a handle of the same letters (eight at least), and whose posts share a rare word
-- with the person's own (shared_rare_words). No proof, in no figure, and never counted as one
-- person. What people said of the two holds, of all that either ever wrote: whom they called
-- another person is left out. Who is erased is in no row.
--
-- Parameters: brand, turn_id
-- Grain: source, author_id
--
-- source        varchar                   where the other writes
-- author_id     varchar                   whose
-- author_name   varchar                   name or handle there
-- post_id       varchar                   their first post that shares a rare word
-- created_at    timestamp with time zone  of that post
-- text          varchar                   of that post
-- has_name      boolean                   the same unusual name
-- has_handle    boolean                   a handle of the same letters
-- words         varchar[]                 rare words that both hold
-- is_said_same  boolean                   somebody said that they are one person
with

begun as (

    select
        posts.source,
        posts.author_id,
        posts.created_at,
        name_letters(posts.author_name) as name_key,
        regexp_matches(trim(posts.author_name), '\S\s+\S') as is_full_name,
        name_letters(posts.author_handle) as handle_key
    from posts
    where
        posts.brand = brand
        and posts.post_key = id_key(turn_id)
        and posts.post_id = turn_id
        and posts.direction = 'inbound'
        and posts.kind <> 'article'
        and posts.author_id is not null
        and posts.erased_at is null

),

around as materialized (

    select
        posts.post_id,
        posts.source,
        posts.author_id,
        posts.author_name,
        posts.author_handle,
        posts.created_at,
        posts.text as content,
        posts.source = begun.source and posts.author_id = begun.author_id as is_own,
        posts.created_at < begun.created_at as is_before,
        posts.created_at >= begun.created_at - interval 30 days as is_near,
        coalesce(begun.is_full_name and name_letters(posts.author_name) = begun.name_key, false)
            as has_name,
        coalesce(
            length(begun.handle_key) >= 8
            and name_letters(posts.author_handle) = begun.handle_key, false
        ) as has_handle
    from begun
    inner join posts
        on
            posts.brand = brand
            and posts.direction = 'inbound'
            and posts.kind not in ('repost', 'article')
            and posts.author_id is not null
            and posts.erased_at is null
            and posts.created_at >= begun.created_at - interval 90 days
            and posts.created_at <= begun.created_at + interval 30 days

),

namesakes as (

    select count(distinct around.source || ':' || around.author_id) as author_count
    from around
    where around.has_name and around.is_near

),

own as (

    select
        'own' as asker,
        around.*
    from around
    where around.is_own and not around.is_before
    order by around.created_at, around.post_id
    limit 20

),

earlier as (

    select around.*
    from around
    where around.is_before and not around.is_own
    order by around.created_at desc, around.post_id desc
    limit 5000

),

signed as (

    select
        around.*,
        around.has_name and namesakes.author_count <= 3 as has_rare_name
    from around
    cross join namesakes
    where not around.is_own and not around.is_before

),

others as materialized (

    select signed.*
    from signed
    where signed.has_handle or signed.has_rare_name

),

-- A word on two posts is one on their authors, whichever of the two was asked about.
told as (

    select
        spoken.post_id,
        spoken.other_post_id,
        spoken.is_same,
        spoken.said_at
    from said_identities as spoken
    where spoken.brand = brand
    union all
    select
        spoken.other_post_id,
        spoken.post_id,
        spoken.is_same,
        spoken.said_at
    from said_identities as spoken
    where spoken.brand = brand

),

said as (

    select
        theirs.source,
        theirs.author_id,
        arg_max(told.is_same, told.said_at) as is_same
    from told
    inner join posts as ours
        on
            ours.brand = brand
            and id_key(told.post_id) = ours.post_key
            and told.post_id = ours.post_id
    inner join begun
        on
            ours.source = begun.source
            and ours.author_id = begun.author_id
    inner join posts as theirs
        on
            theirs.brand = brand
            and id_key(told.other_post_id) = theirs.post_key
            and told.other_post_id = theirs.post_id
    group by theirs.source, theirs.author_id

)

select
    others.source,
    others.author_id,
    arg_min(
        coalesce(others.author_name, others.author_handle), (others.created_at, others.post_id)
    ) as author_name,
    arg_min(others.post_id, (others.created_at, others.post_id)) as post_id,
    min(others.created_at) as created_at,
    arg_min(others.content, (others.created_at, others.post_id)) as text,
    bool_or(others.has_rare_name) as has_name,
    bool_or(others.has_handle) as has_handle,
    arg_min(both_say.words, (others.created_at, others.post_id)) as words,
    bool_or(coalesce(said.is_same, false)) as is_said_same
from shared_rare_words('own', 'earlier', 'others', brand) as both_say
inner join others
    on both_say.post_id = others.post_id
left join said
    on
        others.source = said.source
        and others.author_id = said.author_id
where coalesce(said.is_same, true)
group by others.source, others.author_id
