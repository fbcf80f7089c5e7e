-- A sentence whose clock in words, "halb zehn", "quarter to ten", "las nueve y media", is digits.
--
-- "dial" behind it says that it is of twelve hours: promise_clock chooses which half of the day.
-- The first such clock; whole hours in words ("um neun Uhr") stay as they are.
--
-- sentence  varchar  as promise_letters gives it
-- language  varchar  en, de, es; a constant
--
-- Returns: varchar
--
-- Case: promise_dial('bis halb zehn', 'de') = 'bis 9:30 uhr dial'
-- Case: promise_dial('um halb eins', 'de') = 'um 12:30 uhr dial'
-- Case: promise_dial('um viertel nach acht', 'de') = 'um 8:15 uhr dial'
-- Case: promise_dial('um drei viertel neun uhr', 'de') = 'um 8:45 uhr dial'
-- Case: promise_dial('in einer halben stunde', 'de') = 'in einer halben stunde'
-- Case: promise_dial('a las nueve y media', 'es') = 'a las 9:30 dial'
-- Case: promise_dial('antes de las diez menos cuarto', 'es') = 'antes de las 9:45 dial'
-- Case: promise_dial('a la una y cuarto', 'es') = 'a las 1:15 dial'
-- Case: promise_dial('ayudamos a las dos personas', 'es') = 'ayudamos a las dos personas'
-- Case: promise_dial('by half past nine', 'en') = 'by 9:30 o''clock dial'
-- Case: promise_dial('at a quarter to ten', 'en') = 'at 9:45 o''clock dial'
-- Case: promise_dial('half of the nine', 'en') = 'half of the nine'
-- Case: promise_dial(null, 'de') = null
create or replace macro promise_dial(sentence, language) as (
    (
        select
            case
                when told.hour is null then sentence
                else
                    replace(
                        sentence,
                        told.clock,
                        concat(
                            case language when 'es' then 'las ' else '' end,
                            (
                                told.hour + 11 - cast(
                                    regexp_matches(
                                        told.clock, 'halb |vor |drei ?viertel|menos| to '
                                    ) as integer
                                )
                            ) % 12 + 1,
                            case
                                when regexp_matches(told.clock, 'halb |half|media') then ':30'
                                when regexp_matches(told.clock, 'nach | past|y cuarto') then ':15'
                                else ':45'
                            end,
                            case language
                                when 'de' then ' uhr'
                                when 'en' then ' o''clock'
                                else ''
                            end,
                            ' dial'
                        )
                    )
            end
        from (
            select
                found.clock,
                case language
                    when 'de'
                        then
                            list_position(
                                [
                                    'eins', 'zwei', 'drei', 'vier', 'funf', 'sechs', 'sieben',
                                    'acht', 'neun', 'zehn', 'elf', 'zwolf'
                                ],
                                regexp_extract(found.clock, '(\w+)(?: uhr)?$', 1)
                            )
                    when 'es'
                        then
                            list_position(
                                [
                                    'una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete',
                                    'ocho', 'nueve', 'diez', 'once', 'doce'
                                ],
                                regexp_extract(found.clock, '^las? (\w+)', 1)
                            )
                    else
                        list_position(
                            [
                                'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight',
                                'nine', 'ten', 'eleven', 'twelve'
                            ],
                            regexp_extract(found.clock, '(\w+)$', 1)
                        )
                end as hour
            from (
                select
                    regexp_extract(
                        sentence,
                        case language
                            when 'de'
                                then
                                    '\b(?:halb|viertel nach|viertel vor|drei ?viertel) (?:eins'
                                    || '|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf'
                                    || '|zwolf)\b(?: uhr\b)?'
                            when 'es'
                                then
                                    '\blas? (?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve'
                                    || '|diez|once|doce) (?:y media|y cuarto|menos cuarto)\b'
                            else
                                '\b(?:an? )?(?:half past|quarter past|quarter to) (?:one|two|three'
                                || '|four|five|six|seven|eight|nine|ten|eleven|twelve)\b'
                        end
                    ) as clock
            ) as found
        ) as told
    )
);
