-- Whether one author speaks of the brand otherwise than before: the newer half against the older.
--
-- Of scored posts at any time; a repost is no opinion. Their voices (a conversation, or the copies
-- of one text) stand in order of time, and the halves hold as many posts each as whole voices
-- allow. The change is one beyond chance only (95 %, over voices), with and without the voice that
-- says most, and only where 20 voices speak in either half.
--
-- Parameters: brand, author, filters := map {}
-- Grain: one row
--
-- older_count   bigint                    scored posts of the older half
-- newer_count   bigint                    of the newer
-- older_voices  bigint                    voices of the older half
-- newer_voices  bigint                    of the newer
-- turned_at     timestamp with time zone  the newer half's first post; null: there is none
-- older_net     double                    net sentiment, -1 .. 1; null: few
-- newer_net     double                    of the newer; null: few
-- net_change    double                    newer less older; null: few
-- net_margin    double                    how far chance reaches on the side of no change
-- verdict       varchar                   better, worse, same, few (too few to tell), carried (by
--                                         one voice alone)
with

voices as (

    select
        kept.voice,
        min(kept.created_at) as first_at,
        count(*) as post_count,
        sum(case kept.polarity when 'positive' then 1.0 when 'negative' then -1.0 else 0.0 end)
            as balance,
        count(*) filter (where kept.polarity <> 'neutral') as square,
        bool_or(kept.copy_group is not null) as is_copied
    from inbound_mentions(brand, null, null, filters := filters) as kept
    where
        is_author(kept.source, kept.author_id, author)
        and kept.polarity is not null
        and kept.kind <> 'repost'
    group by kept.voice

),

placed as (

    select
        voices.*,
        2 * sum(voices.post_count) over (
            order by voices.first_at, voices.voice
            rows between unbounded preceding and current row
        ) > sum(voices.post_count) over () as is_newer,
        row_number() over (order by abs(voices.balance) desc, voices.voice asc) as loudness
    from voices

),

-- Once with all voices, once without the one that says most.
summed as (

    select
        kinds.is_whole,
        placed.is_newer,
        voice_sums(placed.balance, placed.square, placed.post_count, placed.is_copied) as sums,
        min(placed.first_at) as first_at
    from placed
    cross join (values (true), (false)) as kinds (is_whole)
    where kinds.is_whole or placed.loudness > 1
    group by
        kinds.is_whole,
        placed.is_newer

),

spread as (

    select
        counted.is_whole,
        counted.is_newer,
        counted.sums.whole as post_count,
        counted.sums.voices as voice_number,
        counted.first_at,
        counted.mean,
        voice_count(counted.sums, counted.mean, -1) as weight
    from (
        select
            summed.*,
            voice_mean(summed.sums) as mean
        from summed
    ) as counted

),

judged as (

    select
        kinds.is_whole,
        coalesce(older.post_count, 0.0) as older_count,
        coalesce(newer.post_count, 0.0) as newer_count,
        coalesce(older.voice_number, 0.0) as older_voices,
        coalesce(newer.voice_number, 0.0) as newer_voices,
        newer.first_at as turned_at,
        older.mean as older_net,
        newer.mean as newer_net,
        voice_reach(newer.mean, newer.weight, older.mean, older.weight, -1) as net_margin
    from (values (true), (false)) as kinds (is_whole)
    left join spread as older
        on
            kinds.is_whole = older.is_whole
            and not older.is_newer
    left join spread as newer
        on
            kinds.is_whole = newer.is_whole
            and newer.is_newer

),

called as (

    select
        judged.*,
        coalesce(
            change_verdict(
                judged.newer_net - judged.older_net,
                judged.net_margin,
                least(judged.older_voices, judged.newer_voices),
                20
            ),
            'few'
        ) as verdict
    from judged

)

select
    cast(whole.older_count as bigint) as older_count,
    cast(whole.newer_count as bigint) as newer_count,
    cast(whole.older_voices as bigint) as older_voices,
    cast(whole.newer_voices as bigint) as newer_voices,
    whole.turned_at,
    case when whole.verdict <> 'few' then whole.older_net end as older_net,
    case when whole.verdict <> 'few' then whole.newer_net end as newer_net,
    case when whole.verdict <> 'few' then whole.newer_net - whole.older_net end as net_change,
    case when whole.verdict <> 'few' then whole.net_margin end as net_margin,
    -- Below 20 voices without the loudest it cannot be told apart either.
    case
        when rest.verdict = 'few' then whole.verdict
        else carried_verdict(whole.verdict, rest.verdict, whole.verdict)
    end as verdict
from called as whole
inner join called as rest
    on
        whole.is_whole
        and not rest.is_whole
