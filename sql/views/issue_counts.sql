-- How many say an issue, how they sound, whom they reach and where, over the term that names it.
--
-- members_name and voices_name are as of issue_posts.
--
-- Parameters: members_name, voices_name
-- Grain: term, local_date
--
-- term                    varchar    that names the issue
-- local_date              date       the last of the seven days
-- mention_count           bigint     mentions of the seven days, copies and reposts too
-- week_counts             bigint[]   people in each of 13 weeks, oldest first
-- negative_count          bigint     of the people of the seven days
-- scored_count            bigint     of these people
-- estimated_audience      double     people reached; null: unknown of all
-- unknown_audience_count  bigint     people of whom no audience is known
-- sources                 varchar[]  where, most people first
with

said as materialized (

    select
        members.term,
        members.local_date,
        (members.local_date - voices.local_date) // 7 as week_no,
        voices.source,
        voices.polarity,
        voices.estimated_audience,
        voices.is_voice
    from query_table(members_name) as members
    inner join query_table(voices_name) as voices
        on
            members.term = voices.term
            and voices.local_date between members.local_date - 90 and members.local_date
    where members.term = members.leader

),

counted as (

    select
        said.term,
        said.local_date,
        count(*) as mention_count,
        count(*) filter (where said.is_voice and said.polarity = 'negative') as negative_count,
        count(said.polarity) filter (where said.is_voice) as scored_count,
        sum(said.estimated_audience) filter (where said.is_voice) as estimated_audience,
        count(*) filter (
            where said.is_voice and said.estimated_audience is null
        ) as unknown_audience_count
    from said
    where said.week_no = 0
    group by said.term, said.local_date

),

weeks as (

    select
        counts.term,
        counts.local_date,
        list(counts.person_count order by counts.week_no desc) as week_counts
    from (
        select
            counted.term,
            counted.local_date,
            steps.week_no,
            count(said.term) filter (where said.is_voice) as person_count
        from counted
        cross join (select unnest(range(0, 13)) as week_no) as steps
        left join said
            on
                counted.term = said.term
                and counted.local_date = said.local_date
                and steps.week_no = said.week_no
        group by counted.term, counted.local_date, steps.week_no
    ) as counts
    group by counts.term, counts.local_date

),

places as (

    select
        counts.term,
        counts.local_date,
        list(counts.source order by counts.person_count desc, counts.source asc) as sources
    from (
        select
            said.term,
            said.local_date,
            said.source,
            count(*) as person_count
        from said
        where said.week_no = 0 and said.is_voice
        group by said.term, said.local_date, said.source
    ) as counts
    group by counts.term, counts.local_date

)

select
    counted.term,
    counted.local_date,
    counted.mention_count,
    weeks.week_counts,
    counted.negative_count,
    counted.scored_count,
    counted.estimated_audience,
    counted.unknown_audience_count,
    places.sources
from counted
inner join weeks
    on counted.term = weeks.term and counted.local_date = weeks.local_date
inner join places
    on counted.term = places.term and counted.local_date = places.local_date
