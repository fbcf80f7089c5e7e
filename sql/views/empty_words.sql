-- Words that say nothing about what somebody asks: stop_words, courtesy_words, and those with which
-- questions open or that stand for somebody or something.
--
-- Grain: word
--
-- word  varchar  in lower case
with

opening as (

    select unnest(
        string_split(
            'hello hey dear morning evening afternoon quick question asking ask tell need want '
            || 'wondering anyone anybody someone somebody everyone everybody anything something '
            || 'everything nothing else actually really ever maybe add option feature request '
            || 'consider wish love nice great bring allow introduce back let today tonight '
            || 'tomorrow yesterday earlier last '
            -- What is left of "isn't" and its like where a text is cut at apostrophes.
            || 'ain aren didn doesn don hadn hasn haven isn mustn shouldn weren won wouldn '
            || 'couldn wasn '   -- codespell:ignore couldn,wasn
            || 'hallo moin jemand etwas warum hola buenas alguien por puedo pueden bonjour salut '
            || 'quelqu puis peut pourquoi',
            ' '
        )
    ) as word

)

select stop_words.word
from stop_words
union
select courtesy_words.word
from courtesy_words
union
select opening.word
from opening
