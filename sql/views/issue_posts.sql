-- The posts that tell an issue: the first, and three people's to quote.
--
-- members_name and voices_name name relations that the caller sees: terms with the leader of their
-- issue (leader, term, local_date, before_count), and issue_voices.
--
-- Parameters: members_name, voices_name
-- Grain: leader, local_date
--
-- leader         varchar                   the term that names the issue
-- local_date     date                      the last of the seven days
-- is_new         boolean                   most of its people say a word without anybody before
-- first_post_id  varchar                   the first in the seven days with such a word, else of it
-- first_at       timestamp with time zone  when that was
-- quote_ids      varchar[]                 angry people first, then who says most of its words
with

said as materialized (

    select
        members.leader,
        members.local_date,
        members.term = members.leader as is_leader,
        members.before_count = 0 as is_new,
        voices.post_id,
        voices.term,
        voices.person,
        voices.created_at,
        voices.polarity,
        voices.is_voice
    from query_table(members_name) as members
    inner join query_table(voices_name) as voices
        on
            members.term = voices.term
            and voices.local_date between members.local_date - 6 and members.local_date
    where voices.is_own

),

people as (

    select
        said.leader,
        said.local_date,
        2 * count(distinct said.person) filter (where said.is_new)
        >= count(distinct said.person) as is_new,
        coalesce(
            arg_min(said.post_id, (said.created_at, said.post_id)) filter (where said.is_new),
            arg_min(said.post_id, (said.created_at, said.post_id)) filter (where said.is_leader)
        ) as first_post_id,
        coalesce(
            min(said.created_at) filter (where said.is_new),
            min(said.created_at) filter (where said.is_leader)
        ) as first_at
    from said
    group by said.leader, said.local_date

),

-- Each person once, by the post that tells most.
telling as (

    select
        posts.leader,
        posts.local_date,
        posts.person,
        arg_max(posts.post_id, (posts.is_negative, posts.term_count, posts.post_id)) as post_id,
        max((posts.is_negative, posts.term_count, posts.post_id)) as weight
    from (
        select
            said.leader,
            said.local_date,
            said.person,
            said.post_id,
            count(*) as term_count,
            bool_or(said.polarity is not distinct from 'negative') as is_negative
        from said
        group by said.leader, said.local_date, said.person, said.post_id
        having bool_or(said.is_leader and said.is_voice)
    ) as posts
    group by posts.leader, posts.local_date, posts.person

),

quotes as (

    select
        telling.leader,
        telling.local_date,
        list(telling.post_id order by telling.weight desc)[1:3] as quote_ids
    from telling
    group by telling.leader, telling.local_date

)

select
    people.leader,
    people.local_date,
    people.is_new,
    people.first_post_id,
    people.first_at,
    quotes.quote_ids
from people
left join quotes
    on people.leader = quotes.leader and people.local_date = quotes.local_date
