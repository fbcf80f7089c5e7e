-- A period against another one: what changed, and whether that is more than chance.
--
-- A change of net sentiment or of the complaint share is called better or worse where it is larger
-- than chance reaches, with and without the voice that moves it most, and never below 30 voices on
-- either side. It is carried where that voice alone makes it look like one: see carried_verdict.
-- Of what others wrote. Filters are those of filtered_mentions.
--
-- Parameters: brand, since, until, since_before, until_before, filters := map {}
-- Grain: one row
--
-- mention_count             bigint   inbound mentions of the period; null: none
-- mention_count_before      bigint   of the other period; null: none
-- mention_change            double   growth: 0.1 is a tenth more; null: none in either
-- net_change                double   -2 .. 2, of net sentiment; null: none scored in either
-- net_margin                double   how far chance reaches on the side of no change
-- net_verdict               varchar  better, worse, same (within chance), few, carried (by its
--                                    largest voice alone); null as net_change
-- net_largest_count         bigint   mentions of the voice that moves it most; null: all have one
-- net_largest_is_copied     boolean  they are copies of one text; false: a conversation
-- net_change_without        double   without that voice; null as net_change or net_largest_count
-- complaint_change          double   -1 .. 1, of the complaint share; null: no mention in either
-- complaint_margin          double   how far chance reaches on the side of no change
-- complaint_verdict         varchar  better (fewer), worse, same, few, carried
-- complaint_largest_count   bigint   as of net sentiment
-- complaint_largest_is_copied  boolean  as of net sentiment
-- complaint_change_without  double   as of net sentiment
with

heard as (

    select true as is_now
    from inbound_mentions(brand, since, until, filters := filters)
    union all
    select false as is_now
    from inbound_mentions(brand, since_before, until_before, filters := filters)

),

counted as (

    select
        nullif(count(*) filter (where is_now), 0) as mention_count,
        nullif(count(*) filter (where not is_now), 0) as mention_count_before
    from heard

),

cases as (

    select *
    from headline_cases(brand, since, until, since_before, until_before, filters := filters)
    where case_name in ('as_counted', 'without_largest', 'post_by_post')

),

figures as (

    select
        whole.figure,
        whole.change,
        whole.reach,
        carried_verdict(
            whole.verdict,
            case when whole.largest_voice is not null then rest.verdict end,
            single.verdict
        ) as verdict,
        whole.largest_count,
        whole.largest_is_copied,
        case when whole.largest_voice is not null then rest.change end as change_without
    from cases as whole
    left join cases as rest
        on
            whole.figure = rest.figure
            and rest.case_name = 'without_largest'
    left join cases as single
        on
            whole.figure = single.figure
            and single.case_name = 'post_by_post'
    where whole.case_name = 'as_counted'

)

select
    counted.mention_count,
    counted.mention_count_before,
    counted.mention_count / nullif(counted.mention_count_before, 0) - 1 as mention_change,
    net.change as net_change,
    net.reach as net_margin,
    net.verdict as net_verdict,
    net.largest_count as net_largest_count,
    net.largest_is_copied as net_largest_is_copied,
    net.change_without as net_change_without,
    complaints.change as complaint_change,
    complaints.reach as complaint_margin,
    complaints.verdict as complaint_verdict,
    complaints.largest_count as complaint_largest_count,
    complaints.largest_is_copied as complaint_largest_is_copied,
    complaints.change_without as complaint_change_without
from counted
left join figures as net
    on net.figure = 'net'
left join figures as complaints
    on complaints.figure = 'complaint'
