-- Texts whose standing as a machine's reply this batch changes.
--
-- Reads: mention_rows, held. Leaves: automated_now, automated_changed.
create or replace temp table automated_now as
with

asked as (

    select
        brand,
        reply_key
    from mention_rows
    where is_quick_reply
    union
    select
        brand,
        reply_key
    from held
    where is_quick_reply

),

elsewhere as (

    select
        posts.brand,
        posts.reply_key
    from posts
    inner join asked
        on
            posts.brand = asked.brand
            and posts.reply_key = asked.reply_key
    where
        posts.is_quick_reply
        and posts.rowid not in (select held_rows.row_id from held_rows)

),

quick as (

    select
        brand,
        reply_key
    from elsewhere
    union all
    select
        brand,
        reply_key
    from mention_rows
    where is_quick_reply

)

select
    asked.brand,
    asked.reply_key,
    count(quick.brand) as quick_count
from asked
left join quick
    on
        asked.brand = quick.brand
        and asked.reply_key = quick.reply_key
group by asked.brand, asked.reply_key;

create or replace temp table automated_changed as

select
    automated_now.brand,
    automated_now.reply_key
from automated_now
left join automated_texts
    on
        automated_now.brand = automated_texts.brand
        and automated_now.reply_key = automated_texts.reply_key
where (automated_now.quick_count >= 3) <> (automated_texts.brand is not null);

delete from automated_texts
where (brand, reply_key) in (
    select (automated_now.brand, automated_now.reply_key)
    from automated_now
);

insert into automated_texts
select
    brand,
    reply_key,
    quick_count
from automated_now
where quick_count >= 3;

-- The same text elsewhere changes its standing with it.
create or replace temp table more_conversations as

select distinct posts.conversation_id
from posts
inner join automated_changed
    on
        posts.brand = automated_changed.brand
        and posts.reply_key = automated_changed.reply_key
where posts.rowid not in (select held_rows.row_id from held_rows);
