-- Sentences of replies that promise something, and until when.
--
-- In English, German and Spanish (promise_kind); a reply that is surely English is asked for no
-- other language. Until when is read in the brand's time zone: the later of the clock
-- (promise_clock) and the span (promise_hours) that the sentence names.
--
-- replies_name names a relation that the caller sees, one of its own common table expressions, with
-- post_id, text, is_english, made_at and time_zone; a reply may stand in it several times.
--
-- Parameters: replies_name
-- Grain: post_id, place
--
-- post_id   varchar                   the reply
-- place     bigint                    of the sentence in it, from 1
-- sentence  varchar                   the words, lower case, without links and handles
-- kind      varchar                   call, reply, update, money, service
-- due_at    timestamp with time zone  until when; null: no time is named
with

given as (

    select distinct
        replies.post_id,
        replies.text,
        replies.is_english,
        replies.made_at,
        replies.time_zone
    from query_table(replies_name) as replies

),

-- Step by step: a macro says its arguments anew wherever it needs them.
split as materialized (

    select
        given.* exclude (text),
        unnest(promise_sentences(given.text)) as sentence,
        unnest(range(1, len(promise_sentences(given.text)) + 1)) as place
    from given

),

letters as materialized (

    select
        split.*,
        promise_letters(split.sentence) as letters
    from split

),

-- In whichever language it promises something: short replies tell no language for sure, but those
-- that are English need not be asked for others.
kinds as materialized (

    select
        letters.*,
        promise_kind(letters.letters, 'en') as english,
        case when not letters.is_english then promise_kind(letters.letters, 'de') end as german,
        case when not letters.is_english then promise_kind(letters.letters, 'es') end as spanish
    from letters

),

worded as materialized (

    select
        kinds.*,
        coalesce(kinds.english, kinds.german, kinds.spanish) as kind,
        case
            when kinds.english is not null then promise_dial(kinds.letters, 'en')
            when kinds.german is not null then promise_time_words(kinds.letters, 'de')
            else promise_time_words(kinds.letters, 'es')
        end as time_words,
        local_time(kinds.made_at, kinds.time_zone) as local_made_at
    from kinds
    where coalesce(kinds.english, kinds.german, kinds.spanish) is not null

),

clocks as materialized (

    select
        worded.*,
        promise_clock(worded.time_words, worded.local_made_at) as clock,
        promise_hours(worded.time_words) as hours
    from worded

),

-- What the zone's clock is ahead then, by way of what it is ahead at about that time.
nearly as materialized (

    select
        clocks.*,
        epoch_us(clocks.clock) as clock_us,
        make_timestamptz(
            epoch_us(clocks.clock)
            - cast(1000000 as bigint)
            * zone_offset(make_timestamptz(epoch_us(clocks.clock)), clocks.time_zone)
        ) as nearly_at
    from clocks

),

timed as materialized (

    select
        nearly.*,
        greatest(
            make_timestamptz(
                nearly.clock_us
                - cast(1000000 as bigint) * zone_offset(nearly.nearly_at, nearly.time_zone)
            ),
            nearly.made_at + to_seconds(3600 * nearly.hours)
        ) as due_at
    from nearly

)

select
    timed.post_id,
    timed.place,
    timed.sentence,
    timed.kind,
    timed.due_at
from timed
