-- Which brands a post is about: named in it, by a post above it, by its thread or by its answer.
--
-- Reads: work, chain, direct, climb, thread_brands, disowned. Leaves: abouts.
create or replace temp table abouts as
with

inherited as (

    select
        climb.post_id,
        direct.brand
    from climb
    inner join direct
        on climb.found = direct.post_id
    where climb.found <> climb.post_id

),

-- Named nowhere, but the brand answered it.
answered as (

    select distinct
        parent_posts.post_id,
        direct.brand
    from direct
    inner join work
        on direct.post_id = work.post_id
    inner join climb as parent_posts
        on work.parent_id = parent_posts.post_id
    where direct.is_outbound and parent_posts.found is null

),

-- No link to a parent: the source's thread decides.
beside as (

    select distinct
        work.post_id,
        direct.brand
    from work
    inner join climb
        on work.post_id = climb.post_id
    inner join chain
        on work.post_id = chain.post_id
    inner join chain as others
        on chain.label = others.label
    inner join direct
        on others.post_id = direct.post_id
    where
        climb.found is null
        and work.parent_id is null
        and work.given_conversation_id is not null

),

found as (

    select
        post_id,
        brand,
        is_outbound,
        false as is_answered_only
    from direct
    union all
    select
        post_id,
        brand,
        false as is_outbound,
        false as is_answered_only
    from inherited
    union all
    select
        post_id,
        brand,
        false as is_outbound,
        true as is_answered_only
    from answered
    union all
    select
        beside.post_id,
        beside.brand,
        false as is_outbound,
        false as is_answered_only
    from beside
    where (beside.post_id, beside.brand) not in (
        select (answered.post_id, answered.brand)
        from answered
    )

)

select *
from found
where
    found.is_outbound
    or (found.post_id, found.brand) not in (
        select (disowned.post_id, disowned.brand)
        from disowned
    );
