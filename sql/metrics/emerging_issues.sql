-- What more people speak of than is usual, and did not before: issues, most angry people first.
--
-- The seven days that end with the day of a moment, against the eight weeks before; without a
-- moment up to which the brand is known. Which words count, and how, say issue_voices, issue_terms
-- (beyond chance at 10 % false discoveries), issue_groups (words said together are one issue) and
-- hidden_terms. Filters do not reach this.
--
-- kind says new where most people of the issue say a word that nobody said in the twelve weeks
-- before; else growing where it grew for four weeks, else risen. Without a third of its scored
-- people negative it is no issue (is_issue): people speak of a sale or a new route, too.
--
-- Parameters: brand, until := null
-- Grain: term
--
-- term                    varchar                   names the issue: said by most people
-- other_terms             varchar[]                 the rest of its words, most people first
-- kind                    varchar                   new, growing, risen
-- is_issue                boolean                   a third is negative, or nothing is scored
-- person_count            bigint                    who said the term in the seven days
-- mention_count           bigint                    mentions that hold it, copies and reposts too
-- usual_week_count        double                    people a week in the eight weeks before
-- times_usual             double                    as often as usual, drawn towards one
-- times_low               double                    95 % interval
-- times_high              double                    95 % interval
-- week_counts             bigint[]                  people in each of 13 weeks, oldest first
-- negative_count          bigint                    of these people
-- scored_count            bigint                    of these people
-- negative_share          double                    0 .. 1; null: none is scored
-- negative_low            double                    95 % interval
-- negative_high           double                    95 % interval
-- estimated_audience      double                    people reached; null: unknown of all
-- unknown_audience_count  bigint                    people of whom no audience is known
-- sources                 varchar[]                 where, most people first
-- first_post_id           varchar                   the first of the issue's new words, else of it
-- first_at                timestamp with time zone  when that was
-- listed_at               timestamp with time zone  end of the first day that lists it, of 28
-- lead_hours              double                    from the first post to that
-- quote_ids               varchar[]                 three people's posts, the most telling first
-- last_date               date                      the last of the seven days, local
-- tested_count            bigint                    terms of which each question is asked
-- state                   varchar                   as a person says; null: nobody did
with

known as (

    select max(as_of.observed_until) as until_at
    from as_of
    where as_of.brand = brand

),

ends as materialized (

    select
        brands.time_zone,
        coalesce(cast(until as timestamptz), known.until_at) as until_at,
        local_date(
            coalesce(cast(until as timestamptz), known.until_at) - interval 1 microsecond,
            brands.time_zone
        ) as last_date
    from brands
    cross join known
    where brands.brand = brand

),

voices as materialized (

    select said.*
    from issue_voices(
        brand,
        (select ends.until_at - interval 106 day from ends),
        (select ends.until_at from ends)
    ) as said

),

terms as materialized (

    select kept.*
    from issue_terms(
        'voices',
        (select ends.last_date - 27 from ends),
        (select ends.last_date from ends)
    ) as kept

),

today as (

    select terms.*
    from terms
    inner join ends
        on terms.local_date = ends.last_date

),

members as materialized (

    select
        grouped.leader,
        today.*
    from issue_groups('voices', 'today', brand) as grouped
    inner join today
        on grouped.term = today.term

),

listed as (

    select
        members.leader,
        min(terms.local_date) as listed_date,
        bool_or(members.is_growing) as is_growing
    from members
    inner join terms
        on members.term = terms.term
    group by members.leader

),

others as (

    select
        members.leader,
        list(members.term order by members.person_count desc, members.term asc) as terms
    from members
    where members.term <> members.leader
    group by members.leader

),

sized as (

    select
        today.*,
        ln((today.person_count + 0.5) / 7)
        - ln((today.usual_count + 0.5) / nullif(today.usual_day_count, 0)) as times_log,
        sqrt(1 / (today.person_count + 0.5) + 1 / (today.usual_count + 0.5)) as spread
    from today

),

states as (

    select
        issue_states.term,
        issue_states.state
    from issue_states
    where issue_states.brand = brand

)

select
    sized.term,
    coalesce(others.terms, []) as other_terms,
    case
        when posts.is_new then 'new'
        when listed.is_growing then 'growing'
        else 'risen'
    end as kind,
    3 * counts.negative_count >= counts.scored_count as is_issue,
    sized.person_count,
    counts.mention_count,
    7.0 * sized.usual_count / nullif(sized.usual_day_count, 0) as usual_week_count,
    exp(sized.times_log) as times_usual,
    exp(sized.times_log - z95() * sized.spread) as times_low,
    exp(sized.times_log + z95() * sized.spread) as times_high,
    counts.week_counts,
    counts.negative_count,
    counts.scored_count,
    counts.negative_count / nullif(counts.scored_count, 0) as negative_share,
    wilson_low(counts.negative_count, counts.scored_count) as negative_low,
    wilson_high(counts.negative_count, counts.scored_count) as negative_high,
    counts.estimated_audience,
    counts.unknown_audience_count,
    counts.sources,
    posts.first_post_id,
    posts.first_at,
    least(day_start(listed.listed_date + 1, ends.time_zone), ends.until_at) as listed_at,
    (
        epoch(least(day_start(listed.listed_date + 1, ends.time_zone), ends.until_at))
        - epoch(posts.first_at)
    ) / 3600.0 as lead_hours,
    posts.quote_ids,
    ends.last_date,
    sized.tested_count,
    states.state
from listed
inner join sized
    on listed.leader = sized.term
inner join issue_posts('members', 'voices') as posts
    on listed.leader = posts.leader
inner join issue_counts('members', 'voices') as counts
    on listed.leader = counts.term
cross join ends
left join others
    on listed.leader = others.leader
left join states
    on listed.leader = states.term
