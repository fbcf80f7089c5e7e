-- What one author set off: what others wrote about the brand because of something of theirs.
--
-- Three kinds, each post once, in this order: answer (a reply or comment to a post of theirs, or a
-- quote where the source says of what), below (further down in a conversation that they began),
-- repost (passed on by the platform's own button: of a post of theirs, or of a text of which
-- theirs is the first that is held). What the brand itself says is left out, and who only says the
-- same: two people may complain alike. Filters are those of filtered_mentions, and keep what others
-- wrote.
--
-- Parameters: brand, author, filters := map {}
-- Grain: post_id
--
-- post_id             varchar                   of what another wrote
-- set_off_by          varchar                   post_id of the author's post
-- relation            varchar                   answer, below, repost
-- source              varchar                   where
-- author_id           varchar                   who; null: unknown
-- created_at          timestamp with time zone  when
-- kind                varchar                   as in mentions
-- polarity            varchar                   null: unscored
-- is_complaint        boolean                   likewise
-- estimated_audience  double                    people; null: unknown
with

own as (

    select
        posts.post_id,
        posts.post_key,
        posts.conversation_id,
        posts.conversation_key,
        posts.copy_group,
        posts.created_at
    from posts
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and is_author(posts.source, posts.author_id, author)

),

-- Whoever repeats what another wrote first has not set off those who pass it on after them.
first_copies as (

    select
        posts.copy_group,
        arg_min(posts.post_id, row(posts.created_at, posts.post_id)) as post_id,
        min(posts.created_at) as created_at
    from posts
    where
        posts.brand = brand
        and posts.copy_group in (
            select own.copy_group
            from own
            where own.copy_group is not null
        )
    group by posts.copy_group

),

linked as (

    select
        posts.post_id,
        own.post_id as set_off_by,
        case when posts.kind = 'repost' then 'repost' else 'answer' end as relation
    from posts
    inner join own
        on
            posts.parent_key = own.post_key
            and posts.parent_id = own.post_id
    where
        posts.brand = brand
        and posts.direction = 'inbound'
    union all
    select
        posts.post_id,
        own.post_id as set_off_by,
        'below' as relation
    from posts
    inner join own
        on
            own.post_id = own.conversation_id
            and posts.conversation_key = own.conversation_key
            and posts.conversation_id = own.conversation_id
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and posts.kind <> 'repost'
    union all
    select
        posts.post_id,
        own.post_id as set_off_by,
        'repost' as relation
    from posts
    inner join first_copies
        on
            posts.copy_group = first_copies.copy_group
            and posts.created_at >= first_copies.created_at
    inner join own
        on first_copies.post_id = own.post_id
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and posts.kind = 'repost'

),

once as (

    select
        linked.post_id,
        min(linked.relation) as relation,
        arg_min(linked.set_off_by, linked.relation) as set_off_by
    from linked
    group by linked.post_id

)

select
    kept.post_id,
    once.set_off_by,
    once.relation,
    kept.source,
    kept.author_id,
    kept.created_at,
    kept.kind,
    kept.polarity,
    kept.is_complaint,
    kept.estimated_audience
from filtered_mentions(brand, null, null, filters := filters) as kept
inner join once
    on kept.post_id = once.post_id
where
    kept.direction = 'inbound'
    and not is_author(kept.source, kept.author_id, author)
