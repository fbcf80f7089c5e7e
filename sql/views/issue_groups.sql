-- Which terms are one issue: those that are mostly said together with a term of more people.
--
-- A term belongs to the most said one that half of its voices say in the same post, and with it to
-- the one that this belongs to. Names of people, and what is a campaign's own, are no terms of an
-- issue (hidden_terms).
--
-- voices_name and terms_name name relations that the caller sees: issue_voices and issue_terms.
--
-- Parameters: voices_name, terms_name, brand
-- Grain: local_date, term
--
-- local_date    date     the last of the seven days
-- term          varchar  as of spoken_terms
-- leader        varchar  the term that names the issue
-- person_count  bigint   who said the term in the seven days
with

terms as (

    select
        kept.local_date,
        kept.term,
        kept.person_count
    from query_table(terms_name) as kept
    where kept.term not in (select hidden.term from hidden_terms(terms_name, brand) as hidden)

),

said as (

    select
        terms.local_date,
        terms.term,
        terms.person_count,
        voices.post_id,
        voices.is_voice
    from terms
    inner join query_table(voices_name) as voices
        on
            terms.term = voices.term
            and voices.local_date between terms.local_date - 6 and terms.local_date

),

together as (

    select
        said.local_date,
        said.term,
        said.person_count,
        others.term as other_term,
        others.person_count as other_count
    from said
    inner join said as others
        on
            said.local_date = others.local_date
            and said.post_id = others.post_id
    where said.is_voice
    group by
        said.local_date,
        said.term,
        said.person_count,
        others.term,
        others.person_count
    having 2 * count(*) >= said.person_count

),

-- Of equally many people the shorter term leads; no circle is in that order.
nearest as (

    select
        together.local_date,
        together.term,
        together.person_count,
        arg_max(
            together.other_term,
            (together.other_count, -length(together.other_term), together.other_term)
        ) as leader
    from together
    group by together.local_date, together.term, together.person_count

)

select
    nearest.local_date,
    nearest.term,
    coalesce(fourth.leader, third.leader, second.leader, nearest.leader) as leader,
    nearest.person_count
from nearest
left join nearest as second
    on nearest.local_date = second.local_date and nearest.leader = second.term
left join nearest as third
    on second.local_date = third.local_date and second.leader = third.term
left join nearest as fourth
    on third.local_date = fourth.local_date and third.leader = fourth.term
