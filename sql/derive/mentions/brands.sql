-- Which brands each post is about by itself, and which it has from its thread.
--
-- What a person says is not about a brand has not that brand, nor has it from its thread; the
-- brand's own posts are its own.
--
-- Reads: work, chain, disowned. Leaves: accounts_of, direct, climb.
create or replace temp table accounts_of as

select distinct
    work.post_id,
    own_accounts.brand
from work
inner join own_accounts
    on own_accounts.account in (lower(work.author_id), lower(work.author_handle))
-- Where a source gives no handles, feeds for example, the name is all that there is.
union
select
    work.post_id,
    own_accounts.brand
from work
inner join own_accounts
    on own_accounts.account = lower(trim(work.author_name))
where work.author_id is null and work.author_handle is null;

create or replace temp table outbound_posts as

select
    post_id,
    given_brand as brand
from work
where is_declared_outbound and given_brand is not null
union
select
    accounts_of.post_id,
    accounts_of.brand
from accounts_of
inner join work
    on accounts_of.post_id = work.post_id
where work.given_brand is null or work.given_brand = accounts_of.brand;

-- In files of help desks the thread belongs to whoever answers in it.
create or replace temp table thread_brands as

select distinct
    chain.label as conversation_id,
    outbound_posts.brand
from outbound_posts
inner join chain
    on outbound_posts.post_id = chain.post_id;

create or replace temp table direct as
with

by_thread as (

    select
        work.post_id,
        thread_brands.brand
    from work
    inner join chain
        on work.post_id = chain.post_id
    inner join thread_brands
        on chain.label = thread_brands.conversation_id
    where work.is_brand_by_thread and work.given_brand is null

),

matched as (

    select
        work.post_id,
        unnest(work.matched_brands) as brand
    from work
    where
        work.given_brand is null
        and work.post_id not in (select by_thread.post_id from by_thread)

),

named as (

    select
        post_id,
        brand
    from outbound_posts
    union
    select
        post_id,
        given_brand as brand
    from work
    where given_brand is not null
    union
    select
        post_id,
        brand
    from by_thread
    union
    select
        post_id,
        brand
    from matched

)

select
    named.post_id,
    named.brand,
    outbound_posts.post_id is not null as is_outbound
from named
left join outbound_posts
    on
        named.post_id = outbound_posts.post_id
        and named.brand = outbound_posts.brand
where
    outbound_posts.post_id is not null
    or (named.post_id, named.brand) not in (
        select (disowned.post_id, disowned.brand)
        from disowned
    );

-- Who has no brand of its own climbs to the nearest ancestor that has one.
create or replace temp table climb as

select
    work.post_id,
    case when direct.post_id is not null then work.post_id end as found,
    parents.post_id as up
from work
left join (select distinct direct.post_id from direct) as direct
    on work.post_id = direct.post_id
left join work as parents
    on work.parent_id = parents.post_id;
