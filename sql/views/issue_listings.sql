-- Issues as they were listed, day by day, with what was known at the end of each: for alerts.
--
-- An issue begins on a day on which none of its words stood on the list in the seven days before;
-- words that join one that stands begin none. From then on it goes by the term that led it, while
-- that is listed at least once in seven days. Only what is an issue on its first day: a third of
-- those scored negative, as in emerging_issues.
--
-- Parameters: brand, since
-- Grain: term, started_date, local_date
--
-- term          varchar                   that led the issue on its first day
-- started_date  date                      when it was listed first
-- local_date    date                      a day on which the term is listed
-- known_at      timestamp with time zone  its end, or up to when the brand is known
-- person_count  bigint                    who said the term in the seven days
-- post_id       varchar                   the first of the issue
-- first_at      timestamp with time zone  when that was
with

voices as materialized (

    select said.*
    from issue_voices(brand, cast(since as timestamptz) - interval 142 day, null) as said

),

days as (

    select
        min(voices.local_date) as first_date,
        max(voices.local_date) as last_date
    from voices

),

ends as materialized (

    select
        coalesce(cast(cast(since as timestamptz) as date) - 36, days.first_date) as first_date,
        days.last_date
    from days

),

terms as materialized (

    select kept.*
    from issue_terms(
        'voices', (select ends.first_date from ends), (select ends.last_date from ends)
    ) as kept

),

spells as (

    select
        begun.term,
        begun.local_date,
        begun.person_count,
        begun.before_count,
        max(case when begun.is_first then begun.local_date end) over (
            partition by begun.term
            order by begun.local_date
        ) as started_date
    from (
        select
            terms.term,
            terms.local_date,
            terms.person_count,
            terms.before_count,
            coalesce(
                lag(terms.local_date) over (
                    partition by terms.term
                    order by terms.local_date
                ) < terms.local_date - 7, true
            ) as is_first
        from terms
    ) as begun

),

-- Days on which any term begins.
beginning as (

    select
        terms.local_date,
        terms.term,
        terms.person_count
    from terms
    where terms.local_date in (select spells.started_date from spells)

),

members as (

    select
        grouped.leader,
        spells.*
    from issue_groups('voices', 'beginning', brand) as grouped
    inner join spells
        on grouped.term = spells.term and grouped.local_date = spells.local_date

),

begun as (

    select
        members.leader,
        members.local_date
    from members
    group by members.leader, members.local_date
    having min(members.started_date) = members.local_date

),

fresh as (

    select members.*
    from members
    inner join begun
        on members.leader = begun.leader and members.local_date = begun.local_date

),

told as (

    select
        posts.leader,
        posts.local_date,
        posts.first_post_id,
        posts.first_at
    from issue_posts('fresh', 'voices') as posts
    inner join issue_counts('fresh', 'voices') as counts
        on posts.leader = counts.term and posts.local_date = counts.local_date
    where 3 * counts.negative_count >= counts.scored_count

),

known as (

    select max(as_of.observed_until) as until_at
    from as_of
    where as_of.brand = brand

)

select
    spells.term,
    spells.started_date,
    spells.local_date,
    least(day_start(spells.local_date + 1, brands.time_zone), known.until_at) as known_at,
    spells.person_count,
    told.first_post_id as post_id,
    told.first_at
from spells
inner join told
    on spells.term = told.leader and spells.started_date = told.local_date
inner join brands
    on brands.brand = brand
cross join known
