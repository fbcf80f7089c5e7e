-- Whether people ask less about something after a day, such as that of a help page.
--
-- Of posts of others that hold a question mark outside links, reposts left out: the share that
-- holds one of the words, in up to eight weeks before the day and in up to eight from it on. All
-- other questions of the same weeks are the comparison, so that a busy month is no effect. Posts
-- written while a spike of the whole brand ran are left out, since they fill weeks with one
-- subject. The 95 % interval of the difference is over people (linearized). The same is reckoned
-- for up to 20 placebo dates, spread over the half year about the day: two weeks and more on
-- either side that do not reach across it. They may be days of other events. A change is
-- called one where the interval leaves out zero and at most 1 of 20 placebo dates changed in the
-- same direction. It is associated with the day: whatever else changed then is in it.
--
-- Parameters: brand, words, event_date, filters := map {}
-- Grain: one row
--
-- before_count      bigint   posts with a question in the weeks before
-- before_asked      bigint   of them with one of the words, a line each
-- before_share      double   0 .. 1
-- after_count       bigint   posts with a question from the day on
-- after_asked       bigint   of them with one of the words
-- after_share       double   0 .. 1
-- person_count      bigint   people who asked with one of the words, on either side
-- spike_count       bigint   questions of these weeks left out since a spike ran
-- difference        double   -1 .. 1, after less before
-- difference_low    double   lower end of its 95 % interval
-- difference_high   double   upper end
-- placebo_count     bigint   placebo dates tried, 20 at most
-- placebo_changed   bigint   of them with a change of the same direction beyond chance
-- verdict           varchar  fewer, more, same; few: under 20 people on a side, or under 5 with the
--                            words; untried: under 20 placebo dates
with

questions as (

    select
        asked.local_date,
        asked.person,
        asked.is_spike,
        cast(asked.is_hit as integer) as is_hit
    from asked(brand, words, filters := filters) as asked
    -- The farthest placebo date and its eight weeks; without a day nothing is compared.
    where coalesce(abs(asked.local_date - cast(event_date as date)) <= 147, true)

),

ends as (

    select
        min(questions.local_date) as first_date,
        max(questions.local_date) as last_date
    from questions

),

days as (

    select cast(unnest(generate_series(-91, 91)) as integer) as offset_days

),

placebos as (

    select
        days.offset_days,
        cast(event_date as date) + days.offset_days as tried_date,
        ntile(20) over (order by days.offset_days) as part
    from ends
    cross join days
    where
        abs(days.offset_days) >= 14
        and cast(event_date as date) + days.offset_days - 14 >= ends.first_date
        and cast(event_date as date) + days.offset_days + 13 <= ends.last_date

),

dates as (

    select
        cast(event_date as date) as tried_date,
        false as is_placebo,
        cast(event_date as date) - 56 as since_date,
        cast(event_date as date) + 56 as until_date
    union all
    select
        min(placebos.tried_date) as tried_date,
        true as is_placebo,
        case
            when min(placebos.offset_days) > 0
                then greatest(min(placebos.tried_date) - 56, cast(event_date as date))
            else min(placebos.tried_date) - 56
        end as since_date,
        case
            when min(placebos.offset_days) < 0
                then least(min(placebos.tried_date) + 56, cast(event_date as date))
            else min(placebos.tried_date) + 56
        end as until_date
    from placebos
    group by placebos.part

),

sided as (

    select
        dates.tried_date,
        questions.local_date >= dates.tried_date as is_after,
        questions.person,
        count(*) as asked_count,
        sum(questions.is_hit) as hit_count
    from dates
    inner join questions
        on
            dates.since_date <= questions.local_date
            and dates.until_date > questions.local_date
    where not questions.is_spike
    group by
        dates.tried_date,
        questions.local_date >= dates.tried_date,
        questions.person

),

sides as (

    select
        sided.tried_date,
        sided.is_after,
        sum(sided.asked_count) as asked_count,
        sum(sided.hit_count) as hit_count,
        count(*) as side_people,
        sum(sided.hit_count) / nullif(sum(sided.asked_count), 0) as share
    from sided
    group by
        sided.tried_date,
        sided.is_after

),

pulls as (

    select
        sided.tried_date,
        sided.person,
        sum(
            case when sided.is_after then 1 else -1 end
            * (sided.hit_count - sided.asked_count * sides.share)
            / nullif(sides.asked_count, 0)
        ) as pull,
        max(sided.hit_count) as hit_count
    from sided
    inner join sides
        on
            sided.tried_date = sides.tried_date
            and sided.is_after = sides.is_after
    group by
        sided.tried_date,
        sided.person

),

spread as (

    select
        pulls.tried_date,
        count(*) filter (where pulls.hit_count > 0) as person_count,
        z95() * sqrt(sum(pulls.pull * pulls.pull) * count(*) / nullif(count(*) - 1, 0)) as reach
    from pulls
    group by pulls.tried_date

),

compared as (

    select
        dates.is_placebo,
        coalesce(before.asked_count, 0) as before_count,
        coalesce(before.hit_count, 0) as before_asked,
        before.share as before_share,
        coalesce(after.asked_count, 0) as after_count,
        coalesce(after.hit_count, 0) as after_asked,
        after.share as after_share,
        coalesce(spread.person_count, 0) as person_count,
        least(coalesce(before.side_people, 0), coalesce(after.side_people, 0)) as side_people,
        after.share - before.share as difference,
        spread.reach
    from dates
    left join sides as before
        on
            dates.tried_date = before.tried_date
            and not before.is_after
    left join sides as after
        on
            dates.tried_date = after.tried_date
            and after.is_after
    left join spread
        on dates.tried_date = spread.tried_date

),

judged as (

    select
        compared.*,
        case
            when compared.side_people < 20 or compared.person_count < 5 then 'few'
            when compared.difference + compared.reach < 0 then 'fewer'
            when compared.difference - compared.reach > 0 then 'more'
            else 'same'
        end as change
    from compared

),

placebo as (

    select
        count(*) as placebo_count,
        count(*) filter (where judged.change = 'fewer') as fewer_count,
        count(*) filter (where judged.change = 'more') as more_count
    from judged
    where judged.is_placebo

),

told as (

    select
        judged.*,
        placebo.placebo_count,
        case
            when judged.difference < 0 then placebo.fewer_count else placebo.more_count
        end as placebo_changed
    from judged
    cross join placebo
    where not judged.is_placebo

)

select
    cast(told.before_count as bigint) as before_count,
    cast(told.before_asked as bigint) as before_asked,
    told.before_share,
    cast(told.after_count as bigint) as after_count,
    cast(told.after_asked as bigint) as after_asked,
    told.after_share,
    told.person_count,
    (
        select count(*)
        from questions
        where
            questions.is_spike
            and questions.local_date >= cast(event_date as date) - 56
            and questions.local_date < cast(event_date as date) + 56
    ) as spike_count,
    told.difference,
    told.difference - told.reach as difference_low,
    told.difference + told.reach as difference_high,
    told.placebo_count,
    told.placebo_changed,
    case
        when told.change = 'few' then 'few'
        when told.placebo_count < 20 then 'untried'
        when told.placebo_changed > 1 then 'same'
        else told.change
    end as verdict
from told
