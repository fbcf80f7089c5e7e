-- How the reactions to one post sound, from the first to the last, a dozen of stretches at most.
--
-- Each stretch has as many reactions as the others, eight at least, so that none tells more than it
-- can: with fewer than eight in all there is no row. What a reaction is says post_reactions, what
-- is negative viral_harm. Copies of one text are one voice.
--
-- Parameters: brand, post_id
-- Grain: stretch
--
-- stretch              bigint  from 1
-- since_hours          double  age of the post at the first reaction of the stretch
-- until_hours          double  age of the post at its last one
-- scored_count         bigint  reactions with a sentiment
-- negative_count       bigint  of them negative or complaints
-- negative_share       double  0 .. 1
-- negative_share_low   double  95 % interval
-- negative_share_high  double  see negative_share_low
-- verdict              varchar  beside the first stretch: better, worse, same (within chance);
--                               null: it is the first
with

said as (

    select
        reactions.post_id,
        reactions.age_hours,
        reactions.copy_group,
        coalesce(cast(reactions.copy_group as varchar), reactions.post_id) as voice,
        reactions.is_negative,
        count(*) over () as reaction_count,
        row_number() over (
            order by reactions.age_hours, reactions.post_id
        ) as place
    from post_reactions(brand, post_id) as reactions
    where not reactions.is_answer and reactions.is_negative is not null

),

parted as (

    select
        said.*,
        (said.place - 1) * least(12, said.reaction_count // 8) // said.reaction_count + 1
            as stretch
    from said
    where said.reaction_count >= 8

),

voices as (

    select
        parted.stretch,
        parted.voice,
        min(parted.age_hours) as since_hours,
        max(parted.age_hours) as until_hours,
        count(*) as scored_count,
        count(*) filter (where parted.is_negative) as negative_count,
        count(parted.copy_group) > 1 as is_copied
    from parted
    group by parted.stretch, parted.voice

),

summed as (

    select
        voices.stretch,
        min(voices.since_hours) as since_hours,
        max(voices.until_hours) as until_hours,
        cast(sum(voices.scored_count) as bigint) as scored_count,
        cast(sum(voices.negative_count) as bigint) as negative_count,
        voice_sums(
            voices.negative_count, voices.negative_count, voices.scored_count, voices.is_copied
        ) as sums
    from voices
    group by voices.stretch

),

meant as (

    select
        summed.*,
        voice_mean(summed.sums) as mean
    from summed

),

shared as (

    select
        meant.*,
        meant.negative_count / meant.scored_count as negative_share,
        voice_count(meant.sums, meant.mean, 0) as voices
    from meant

)

select
    shared.stretch,
    shared.since_hours,
    shared.until_hours,
    shared.scored_count,
    shared.negative_count,
    shared.negative_share,
    voice_low(shared.negative_share, shared.voices, 0) as negative_share_low,
    voice_high(shared.negative_share, shared.voices, 0) as negative_share_high,
    change_verdict(
        opening.negative_share - shared.negative_share,
        voice_reach(
            shared.negative_share, shared.voices, opening.negative_share, opening.voices, 0
        ),
        shared.scored_count,
        8
    ) as verdict
from shared
left join shared as opening
    on opening.stretch = 1 and shared.stretch > 1
