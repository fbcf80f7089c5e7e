-- Terms that more people say than is usual, at the end of each of some days; beyond chance.
--
-- Two questions are asked of every term that anybody said in the seven days: is it said by more
-- people than in the eight weeks before, and, where each of the last four weeks was above the eight
-- weeks before them and the last two above the first two, is the sum of the four? Each answer is
-- people_tail, the larger one of two: of people in so many days, and of people among those who
-- spoke. The answers of a day to a question go through Benjamini and Hochberg's rule, at 10 %.
-- Three people are needed, and 14 days before on which anybody spoke (28 for the four weeks); days
-- on which nobody did are gaps.
--
-- voices_name names a relation that the caller sees: issue_voices.
--
-- Parameters: voices_name, first_date, last_date
-- Grain: local_date, term
--
-- local_date         date     the last of the seven days
-- term               varchar  as of spoken_terms
-- person_count       bigint   who said it in the seven days
-- usual_count        bigint   in the eight weeks before
-- usual_day_count    bigint   days of them on which anybody spoke
-- before_count       bigint   in the twelve weeks before
-- month_count        bigint   in the last four weeks
-- is_sudden          boolean  more than in the eight weeks before
-- is_growing         boolean  four weeks long
-- probability        double   0 .. 1, the smaller of the two answers
-- tested_count       bigint   terms of that day, of which each question is asked
with

said as (

    select
        voices.term,
        voices.local_date - date '1970-01-01' as day_no,
        count(*) filter (where voices.is_voice) as person_count
    from query_table(voices_name) as voices
    group by voices.term, voices.local_date

),

spoke as (

    select
        voices.local_date - date '1970-01-01' as day_no,
        count(distinct voices.person) as person_count
    from query_table(voices_name) as voices
    where voices.is_own
    group by voices.local_date

),

days as (

    select
        unnest(
            range(
                cast(cast(first_date as date) - date '1970-01-01' as bigint) - 91,
                cast(cast(last_date as date) - date '1970-01-01' as bigint) + 1
            )
        ) as day_no

),

recent as (

    select
        said.term,
        said.day_no,
        lead(said.day_no) over (partition by said.term order by said.day_no) as next_no,
        sum_between(said.person_count, said.term, said.day_no, 6, 0) as week_count
    from said
    where
        said.person_count > 0
        and said.day_no between cast(first_date as date) - date '1970-01-01' - 6
        and cast(last_date as date) - date '1970-01-01'

),

-- A term is asked about on the day on which it is said and on the six after it.
spans as (

    select
        recent.day_no as first_no,
        least(recent.day_no + 6, coalesce(recent.next_no - 1, recent.day_no + 6)) as last_no,
        count(*) as term_count
    from recent
    group by first_no, last_no

),

tested as (

    select
        days.day_no,
        cast(sum(spans.term_count) as bigint) as tested_count
    from days
    inner join spans
        on days.day_no between spans.first_no and spans.last_no
    where days.day_no >= cast(first_date as date) - date '1970-01-01'
    group by days.day_no

),

-- What fewer than three people said in any seven days is no finding on any of them.
candidates as (

    select recent.term
    from recent
    group by recent.term
    having max(recent.week_count) >= 3

),

-- Each day of each, and how many said it up to then: a window for each span would cost more.
totals as (

    select
        candidates.term,
        days.day_no,
        sum(cast(coalesce(said.person_count, 0) as double)) over (
            partition by candidates.term
            order by days.day_no
            rows between unbounded preceding and current row
        ) as total
    from candidates
    cross join days
    left join said
        on candidates.term = said.term and days.day_no = said.day_no

),

summed as (

    select
        term,
        day_no,
        total_between(total, term, day_no, 6, 0) as week_count,
        total_between(total, term, day_no, 13, 7) as week_2_count,
        total_between(total, term, day_no, 20, 14) as week_3_count,
        total_between(total, term, day_no, 27, 21) as week_4_count,
        total_between(total, term, day_no, 62, 7) as usual_count,
        total_between(total, term, day_no, 90, 7) as before_count,
        total_between(total, term, day_no, 83, 28) as month_usual_count
    from totals

),

calendar as (

    select
        known.day_no,
        spoke.person_count
    from (
        select days.day_no from days
        union
        select spoke.day_no from spoke
    ) as known
    left join spoke
        on known.day_no = spoke.day_no

),

sizes as (

    select
        day_no,
        count_between(person_count > 0, 0, day_no, 6, 0) as week_days,
        sum_between(person_count, 0, day_no, 6, 0) as week_people,
        count_between(person_count > 0, 0, day_no, 62, 7) as usual_days,
        sum_between(person_count, 0, day_no, 62, 7) as usual_people,
        count_between(person_count > 0, 0, day_no, 27, 0) as month_days,
        sum_between(person_count, 0, day_no, 27, 0) as month_people,
        count_between(person_count > 0, 0, day_no, 83, 28) as month_usual_days,
        sum_between(person_count, 0, day_no, 83, 28) as month_usual_people
    from calendar

),

judged as (

    select
        summed.*,
        sizes.usual_days,
        week_count + week_2_count + week_3_count + week_4_count as month_count,
        tested.tested_count,
        case
            when
                week_count >= 3 and sizes.usual_days >= 14
                and week_count > people_floor(usual_count, usual_days, week_days)
                and week_count > people_floor(usual_count, usual_people, week_people)
                then greatest(
                    people_tail(week_count, usual_count, usual_days, week_days),
                    people_tail(week_count, usual_count, usual_people, week_people)
                )
        end as week_probability,
        case
            when
                week_count >= 3
                and month_usual_days >= 28
                and least(week_count, week_2_count, week_3_count, week_4_count)
                > 7.0 * month_usual_count / month_usual_days
                and week_count + week_2_count > week_3_count + week_4_count
                and month_count > people_floor(month_usual_count, month_usual_days, month_days)
                and month_count > people_floor(month_usual_count, month_usual_people, month_people)
                then greatest(
                    people_tail(month_count, month_usual_count, month_usual_days, month_days),
                    people_tail(month_count, month_usual_count, month_usual_people, month_people)
                )
        end as month_probability
    from summed
    inner join sizes
        on summed.day_no = sizes.day_no
    inner join tested
        on summed.day_no = tested.day_no
    where
        week_count > 0
        and summed.day_no >= cast(first_date as date) - date '1970-01-01'

),

answers as (

    select
        judged.day_no,
        judged.tested_count,
        unnest(['week', 'month']) as question,
        unnest([judged.week_probability, judged.month_probability]) as probability
    from judged

),

ranked as (

    select
        answers.day_no,
        answers.question,
        answers.probability,
        0.1 * row_number() over (
            partition by answers.day_no, answers.question
            order by answers.probability
        ) / answers.tested_count as allowed
    from answers
    where answers.probability < 0.1

),

cuts as (

    select
        ranked.day_no,
        max(ranked.probability) filter (where ranked.question = 'week') as week_cut,
        max(ranked.probability) filter (where ranked.question = 'month') as month_cut
    from ranked
    where ranked.probability <= ranked.allowed
    group by ranked.day_no

)

select
    date '1970-01-01' + cast(judged.day_no as integer) as local_date,
    judged.term,
    cast(judged.week_count as bigint) as person_count,
    cast(judged.usual_count as bigint) as usual_count,
    judged.usual_days as usual_day_count,
    cast(judged.before_count as bigint) as before_count,
    cast(judged.month_count as bigint) as month_count,
    coalesce(judged.week_probability <= cuts.week_cut, false) as is_sudden,
    coalesce(judged.month_probability <= cuts.month_cut, false) as is_growing,
    least(judged.week_probability, judged.month_probability) as probability,
    judged.tested_count
from judged
inner join cuts
    on judged.day_no = cuts.day_no
where
    judged.week_probability <= cuts.week_cut
    or judged.month_probability <= cuts.month_cut
