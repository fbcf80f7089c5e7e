-- Posts that people said are not about a brand: no figure of that brand knows them any more.
--
-- With their copies, which follow unless somebody says otherwise of one. What hung on such a post
-- in its thread alone has left, too, and is not listed.
--
-- Parameters: brand
-- Grain: post_id
--
-- post_id        varchar                   source:id
-- source         varchar                   where it was said
-- created_at     timestamp with time zone  UTC
-- author_name    varchar                   name or handle; null: unknown
-- title_or_text  varchar                   what it says
-- url            varchar                   where to read it
-- is_copy        boolean                   it follows a copy: of itself nobody said so
-- said_by        varchar                   who had the last word, of it or of its copy
-- said_at        timestamp with time zone  when
with

told as (

    select
        labels.post_id,
        labels.value,
        labels.labelled_by,
        labels.labelled_at
    from labels
    where labels.brand = brand and labels.field = 'about'

),

groups as (

    select
        posts.copy_group,
        arg_max(told.labelled_by, told.labelled_at) as labelled_by,
        max(told.labelled_at) as labelled_at
    from told
    inner join posts
        on told.post_id = posts.post_id
    where told.value = 'no' and posts.copy_group is not null
    group by posts.copy_group

),

-- A post stands once for each brand that it has.
once as (

    select distinct on (posts.post_id)
        posts.post_id,
        posts.copy_group,
        posts.source,
        posts.created_at,
        posts.author_name,
        posts.author_handle,
        posts.title,
        posts.text,
        posts.url
    from posts
    where
        posts.post_id in (select told.post_id from told)
        or posts.copy_group in (select groups.copy_group from groups)
    order by posts.post_id, posts.brand

),

-- Until the next run, and where a brand wrote it itself, it still is one of its own.
standing as (

    select posts.post_id
    from posts
    inner join once
        on posts.post_id = once.post_id
    where posts.brand = brand

),

left_out as (

    select
        once.*,
        told.value is null as is_copy,
        coalesce(told.labelled_by, groups.labelled_by) as said_by,
        coalesce(told.labelled_at, groups.labelled_at) as said_at
    from once
    left join told
        on once.post_id = told.post_id
    left join groups
        on once.copy_group = groups.copy_group
    where coalesce(told.value, 'no') = 'no'

)

select
    left_out.post_id,
    left_out.source,
    left_out.created_at,
    coalesce(left_out.author_name, left_out.author_handle) as author_name,
    coalesce(nullif(left_out.title, ''), left_out.text) as title_or_text,
    left_out.url,
    left_out.is_copy,
    left_out.said_by,
    left_out.said_at
from left_out
where left_out.post_id not in (select standing.post_id from standing)
