-- Texts to be read, numbered: new and changed ones, and those a changed brand may be named in.
create or replace temp table unread as
with

texts as (

    select
        post_id,
        title,
        text,
        declared_lang,
        given_brand,
        rating,
        story
    from merged
    where is_text_changed
    union all
    select
        post_id,
        title,
        text,
        declared_lang,
        given_brand,
        rating,
        story
    from reread_posts

)

select
    texts.*,
    row_number() over () as n
from texts;
