-- Cut the next turn off every author's row of posts.
--
-- A turn ends at the first post that comes after the turn was answered. Within the turn the
-- answer is the earliest of its posts' answers so far; the rest waits for the next round.
create or replace temp table marked as

select
    pending.*,
    row_number() over (
        partition by brand, conversation_id, author_key
        order by created_at, post_id
    ) as post_number,
    min(answered_at) over (
        partition by brand, conversation_id, author_key
        order by created_at, post_id
        rows between unbounded preceding and 1 preceding
    ) as answered_before
from pending;

create or replace temp table cuts as

select
    brand,
    conversation_id,
    author_key,
    min(post_number) filter (where created_at > answered_before) as first_after
from marked
group by brand, conversation_id, author_key;

insert into turn_members by name
select
    marked.* exclude (post_number, answered_before),
    $turn as turn_number
from marked
inner join cuts
    on
        marked.brand = cuts.brand
        and marked.conversation_id = cuts.conversation_id
        and marked.author_key = cuts.author_key
where cuts.first_after is null or marked.post_number < cuts.first_after;

create or replace temp table pending as

select marked.* exclude (post_number, answered_before)
from marked
inner join cuts
    on
        marked.brand = cuts.brand
        and marked.conversation_id = cuts.conversation_id
        and marked.author_key = cuts.author_key
where marked.post_number >= cuts.first_after;
