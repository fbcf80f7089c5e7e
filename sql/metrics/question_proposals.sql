-- What may be asked again and again, for a person to read and to name.
--
-- Of turns that ask or request (asking_turns) and that nobody named or set aside, the newest 20,000
-- of the period. Two words belong together the more people use both and the fewer use one without
-- the other, and where both stand together three times as often as by chance. Each turn proposes
-- the two of its words that belong together most; what five people propose is shown, with all turns
-- that hold both words, so that two proposals may share some. Where most who ask a question
-- complain, an article mends nothing, and it is left out; requests are kept.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: kind, words
--
-- kind             varchar  question, request
-- words            varchar  the two words, with a blank between them
-- turn_count       bigint   turns that hold both
-- person_count     bigint   people who wrote them, five or more
-- complaint_count  bigint   of the turns, with a complaint
-- waiting_hours    double   their waits until an answer, each for 24 hours at most
-- topic            varchar  most common one; null: most have none
-- example          varchar  what most of them ask in the same words, in lower case
-- together_share   double   0 .. 1: of people who ask with one of the words, those who use both
with

asking as (

    select turns.*
    from asking_turns(brand, since, until, filters := filters) as turns
    where turns.question is null
    order by
        turns.started_at desc,
        turns.turn_id asc
    limit 20000

),

people as (

    select
        asking.kind,
        count(distinct asking.person) as person_count
    from asking
    group by asking.kind

),

said as (

    select
        asking.kind,
        asking.turn_id,
        asking.person,
        parts.word
    from asking
    cross join unnest(asking.words) as parts (word)

),

known_words as (

    select
        said.kind,
        said.word,
        count(distinct said.person) as person_count
    from said
    group by
        said.kind,
        said.word
    having count(distinct said.person) >= 5

),

pairs as (

    select
        said.kind,
        said.turn_id,
        said.person,
        said.word as first_word,
        others.word as second_word
    from said
    inner join said as others
        on
            said.turn_id = others.turn_id
            and said.word < others.word
    where
        (said.kind, said.word) in (
            select
                known_words.kind,
                known_words.word
            from known_words
        )
        and (said.kind, others.word) in (
            select
                known_words.kind,
                known_words.word
            from known_words
        )

),

pair_people as (

    select
        pairs.kind,
        pairs.first_word,
        pairs.second_word,
        count(distinct pairs.person) as person_count
    from pairs
    group by
        pairs.kind,
        pairs.first_word,
        pairs.second_word
    having count(distinct pairs.person) >= 5

),

scored as (

    select
        pair_people.kind,
        pair_people.first_word,
        pair_people.second_word,
        pair_people.person_count
        / nullif(
            first_words.person_count + second_words.person_count - pair_people.person_count, 0
        ) as together_share,
        pair_people.person_count * pair_people.person_count
        / nullif(
            first_words.person_count + second_words.person_count - pair_people.person_count, 0
        ) as score
    from pair_people
    inner join known_words as first_words
        on
            pair_people.kind = first_words.kind
            and pair_people.first_word = first_words.word
    inner join known_words as second_words
        on
            pair_people.kind = second_words.kind
            and pair_people.second_word = second_words.word
    inner join people
        on pair_people.kind = people.kind
    where
        -- Where few ask, as with most requests, all words are common.
        people.person_count < 100
        or pair_people.person_count * people.person_count
        >= 3 * first_words.person_count * second_words.person_count

),

chosen as (

    select
        pairs.kind,
        pairs.turn_id,
        pairs.person,
        arg_min(
            {
                'first_word': scored.first_word,
                'second_word': scored.second_word,
                'together_share': scored.together_share
            },
            (-scored.score, scored.first_word, scored.second_word)
        ) as pair
    from pairs
    inner join scored
        on
            pairs.kind = scored.kind
            and pairs.first_word = scored.first_word
            and pairs.second_word = scored.second_word
    group by
        pairs.kind,
        pairs.turn_id,
        pairs.person

),

proposed as (

    select
        chosen.kind,
        chosen.pair['first_word'] as first_word,
        chosen.pair['second_word'] as second_word,
        min(chosen.pair['together_share']) as together_share
    from chosen
    group by
        chosen.kind,
        chosen.pair['first_word'],
        chosen.pair['second_word']
    having count(distinct chosen.person) >= 5

),

held as (

    select
        proposed.first_word,
        proposed.second_word,
        proposed.together_share,
        asking.*
    from proposed
    inner join pairs
        on
            proposed.kind = pairs.kind
            and proposed.first_word = pairs.first_word
            and proposed.second_word = pairs.second_word
    inner join asking
        on pairs.turn_id = asking.turn_id

)

select
    held.kind,
    held.first_word || ' ' || held.second_word as words,
    count(*) as turn_count,
    count(distinct held.person) as person_count,
    count(*) filter (where held.is_complaint) as complaint_count,
    sum(least(held.wait_seconds, 86400.0)) / 3600 as waiting_hours,
    mode(held.topic order by held.topic) as topic,
    mode(held.asked_text order by length(held.asked_text), held.asked_text) as example,
    min(held.together_share) as together_share
from held
group by
    held.kind,
    held.first_word,
    held.second_word
having held.kind = 'request' or count(*) filter (where held.is_complaint) * 2 <= count(*)
