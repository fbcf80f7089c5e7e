-- What would change the headline: the change against another period, counted in other ways.
--
-- as_counted: every mention weighs the same. without_largest: without the voice that moves the
-- figure most, if it has two mentions or more. reversed: that voice says the contrary, as if it had
-- been read wrongly. once: every voice weighs the same. post_by_post: as if every mention were a
-- voice of its own. A change is beyond chance where it is
-- larger than its reach, and nothing is claimed below 30 voices on either side. Voices are those of
-- mentions_by_voice. Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, since_before, until_before, filters := map {}
-- Grain: figure, case_name
--
-- figure            varchar  net: net sentiment; complaint: complaint share
-- case_name         varchar  as_counted, without_largest, reversed, once, post_by_post
-- value             double   of the period; null: nothing counted
-- value_before      double   of the other one; null: nothing counted
-- change            double   value less value_before; null: nothing to compare
-- reach             double   how far chance reaches on the side of no change
-- verdict           varchar  better, worse, same (within chance), few; null as change
-- voice_count       bigint   voices of the side that has less
-- largest_voice     ubigint  the one that moves the figure most; null: all have one mention
-- largest_is_copied boolean  it is copies of one text; false: a conversation
-- largest_count     bigint   its mentions in both periods
with

spoken as (

    select
        *,
        'now' as part
    from mentions_by_voice(brand, since, until, filters := filters)
    union all by name
    select
        *,
        'before' as part
    from mentions_by_voice(brand, since_before, until_before, filters := filters)

),

figures as (

    select
        'net' as figure,
        part,
        voice,
        is_copied,
        positive_count - negative_count as said,
        positive_count + negative_count as square,
        scored_count as whole
    from spoken
    where scored_count > 0
    union all
    select
        'complaint' as figure,
        part,
        voice,
        is_copied,
        complaint_count as said,
        complaint_count as square,
        mention_count as whole
    from spoken

),

totals as (

    select
        figure,
        part,
        sum(said) / sum(whole) as mean,
        sum(whole) as whole
    from figures
    group by figure, part

),

pulls as (

    select
        figures.figure,
        figures.voice,
        bool_or(figures.is_copied) as is_copied,
        sum(figures.whole) as post_count,
        abs(sum(
            case when figures.part = 'now' then 1 else -1 end
            * (figures.said - totals.mean * figures.whole) / totals.whole
        )) as pull
    from figures
    inner join totals
        on
            figures.figure = totals.figure
            and figures.part = totals.part
    group by figures.figure, figures.voice
    having sum(figures.whole) > 1

),

largest as (

    select *
    from pulls
    qualify
        row_number() over (
            partition by figure
            order by pull desc, voice asc
        ) = 1

),

cases as (

    select
        figures.figure,
        figures.part,
        figures.is_copied,
        coalesce(figures.voice = largest.voice, false) as is_largest,
        figures.said,
        figures.square,
        figures.whole,
        unnest([
            'as_counted', 'without_largest', 'reversed', 'once', 'post_by_post'
        ]) as case_name
    from figures
    left join largest
        on figures.figure = largest.figure

),

summed as (

    select
        figure,
        case_name,
        part,
        case when figure = 'net' then -1 else 0 end as lowest,
        count(*) as voice_count,
        voice_sums(
            case
                when case_name = 'once' then said / whole
                when case_name = 'reversed' and is_largest and figure = 'net' then -said
                when case_name = 'reversed' and is_largest then whole - said
                else said
            end,
            case
                when case_name = 'once' then square / whole
                when case_name = 'reversed' and is_largest and figure <> 'net' then whole - said
                else square
            end,
            case when case_name = 'once' then 1 else whole end,
            is_copied and case_name <> 'once'
        ) as sums
    from cases
    where case_name <> 'without_largest' or not is_largest
    group by figure, case_name, part, lowest

),

single as (

    select
        * replace (
            case
                when case_name = 'post_by_post'
                    then {
                        'part': sums.part,
                        'square': sums.square,
                        'whole': sums.whole,
                        'part_square': sums.square,
                        'product': sums.part,
                        'whole_square': sums.whole,
                        'copied_part_square': 0.0,
                        'copied_product': 0.0,
                        'copied_whole_square': 0.0,
                        'single': sums.whole,
                        'voices': sums.whole
                    }
                else sums
            end as sums
        )
    from summed

),

meant as (

    select
        single.*,
        voice_mean(sums) as mean
    from single

),

measured as (

    select
        figure,
        case_name,
        part,
        lowest,
        voice_count,
        mean,
        voice_count(sums, mean, lowest) as voices
    from meant

),

compared as (

    select
        figure,
        case_name,
        lowest,
        min(voice_count) as voice_count,
        max(mean) filter (where part = 'now') as mean,
        max(voices) filter (where part = 'now') as voices,
        max(mean) filter (where part = 'before') as mean_before,
        max(voices) filter (where part = 'before') as voices_before
    from measured
    group by figure, case_name, lowest

),

changes as (

    select
        compared.*,
        mean - mean_before as change,
        voice_reach(mean, voices, mean_before, voices_before, lowest) as reach
    from compared

)

select
    changes.figure,
    changes.case_name,
    changes.mean as value,
    changes.mean_before as value_before,
    changes.change,
    changes.reach,
    change_verdict(
        case when changes.figure = 'net' then changes.change else -changes.change end,
        changes.reach,
        changes.voice_count,
        -- One voice less makes thirty no fewer.
        case when changes.case_name = 'without_largest' then 29 else 30 end
    ) as verdict,
    changes.voice_count,
    largest.voice as largest_voice,
    largest.is_copied as largest_is_copied,
    cast(largest.post_count as bigint) as largest_count
from changes
left join largest
    on changes.figure = largest.figure
