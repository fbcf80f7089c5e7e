-- Were fast answers hollow: how soon, in whose words, and did people come back calmer?
--
-- Beside generic_replies (replies of a period) stands turnaround (answers to angry turns of the
-- period). A group is sooner where its median first answer is below that of the middle group;
-- stock where more than half of its replies are generic, beyond chance; lower where people came
-- back less calm than after the answers of all other groups: the upper end of a 90 % interval of
-- the difference is below 0, so that of twenty groups that are alike one is called lower. Fast and
-- in stock phrases and lower is hollow. Associated with, not caused by.
--
-- Parameters: brand, since, until, dimension, filters := map {}
-- Grain: group_value
--
-- group_value           varchar  dimension 'week': its local Monday; 'responder', 'source'
-- reply_count           bigint   replies by people
-- judged_count          bigint   those of four words and more that are no approved notice
-- generic_count         bigint   templates that say nothing about the case
-- generic_share         double   0 .. 1 of judged_count
-- generic_low           double   lower end of its 95 % interval
-- generic_high          double   upper end
-- median_wait_seconds   double   of the turns that were answered; null: none
-- is_small              boolean  fewer than 20 replies judged
-- angry_count           bigint   answered angry turns with others to compare with
-- calm_difference       double   -2 .. 2: calmer less angry again, beyond like turns without an
--                                answer; null: fewer than 20 on a side (50 of a responder)
-- calm_low              double   lower end of its 95 % interval
-- calm_high             double   upper end
-- usual_calm            double   the same of all other groups; null: fewer than 20
-- is_sooner             boolean  sooner than the middle group
-- is_stock              boolean  more than half generic, beyond chance
-- is_lower              boolean  less calm than the others, beyond chance; null: not known
-- verdict               varchar  few (is_small), hollow, stock (sooner and stock, and not lower or
--                                not known), angry (sooner and lower, in own words), fine
with

turned as (

    select
        rows_of.*,
        case when not rows_of.is_small then rows_of.matched_count end as weight
    from turnaround(brand, since, until, dimension, filters := filters) as rows_of

),

others as (

    select
        group_value,
        matched_count,
        case when weight is not null then calm_difference end as calm_difference,
        case when weight is not null then calm_low end as calm_low,
        case when weight is not null then calm_high end as calm_high,
        (calm_high - calm_low) / 2 as reach,
        sum(weight) over () - coalesce(weight, 0) as others_weight,
        sum(weight * calm_difference) over () - coalesce(weight * calm_difference, 0)
            as others_sum,
        sum(pow(weight * (calm_high - calm_low) / 2, 2)) over ()
        - coalesce(pow(weight * (calm_high - calm_low) / 2, 2), 0) as others_spread
    from turned

),

beside as (

    select
        group_value,
        matched_count,
        calm_difference,
        calm_low,
        calm_high,
        others_sum / nullif(others_weight, 0) as usual_calm,
        -- An interval of 90 % reaches 0.8392 times as far as one of 95 %.
        0.8392 * sqrt(pow(reach, 2) + others_spread / nullif(pow(others_weight, 2), 0))
            as reach
    from others

),

judged as (

    select
        replies.group_value,
        replies.reply_count,
        replies.judged_count,
        replies.generic_count,
        replies.generic_share,
        replies.generic_low,
        replies.generic_high,
        replies.median_wait_seconds,
        replies.is_small,
        coalesce(beside.matched_count, 0) as angry_count,
        beside.calm_difference,
        beside.calm_low,
        beside.calm_high,
        beside.usual_calm,
        coalesce(
            replies.median_wait_seconds
            < median(replies.median_wait_seconds) filter (where not replies.is_small) over (),
            false
        ) as is_sooner,
        coalesce(replies.generic_low > 0.5, false) as is_stock,
        beside.calm_difference + beside.reach < beside.usual_calm as is_lower
    from generic_replies(brand, since, until, dimension, filters := filters) as replies
    left join beside
        on replies.group_value = beside.group_value

)

select
    judged.*,
    case
        when is_small then 'few'
        when is_sooner and is_stock and coalesce(is_lower, false) then 'hollow'
        when is_sooner and is_stock then 'stock'
        when is_sooner and coalesce(is_lower, false) then 'angry'
        else 'fine'
    end as verdict
from judged
