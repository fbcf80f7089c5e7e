-- A sentence with its German or Spanish clocks and ranges written as English writes them.
--
-- Of a span of hours ("10 bis 12 Uhr") the later end stays.
--
-- sentence  varchar  as promise_letters gives it
-- language  varchar  de, es; a constant, any other leaves the sentence as it is
--
-- Returns: varchar
--
-- Case: promise_time_shapes('zwischen 10 und 12 uhr', 'de') = 'bis 12 uhr'
-- Case: promise_time_shapes('2 bis 3 werktage', 'de') = '2 to 3 werktage'
-- Case: promise_time_shapes('vor 3 tagen', 'de') = '3 tagen ago'
-- Case: promise_time_shapes('antes de las 10', 'es') = 'antes at 10 o''clock'
-- Case: promise_time_shapes('a las 5:30 de la tarde', 'es') = 'at 5:30 pm'
-- Case: promise_time_shapes('a las nueve y media de la noche', 'es') = 'at 9:30 pm'
-- Case: promise_time_shapes('bis halb zehn', 'de') = 'bis 9:30 uhr dial'
-- Case: promise_time_shapes('3 a 5 dias', 'es') = '3 to 5 dias'
-- Case: promise_time_shapes('by 10', 'en') = 'by 10'
-- Case: promise_time_shapes(null, 'de') = null
create or replace macro promise_time_shapes(sentence, language) as (
    case language
        when 'de'
            then
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            promise_dial(sentence, 'de'),
                            '\bvor (\w+) ((?:minute|stunde|tag|woche)\w*)', '\1 \2 ago', 'g'
                        ),
                        '(?:zwischen |von )?\b\d{1,2}(?:[:.]\d\d)?(?: uhr)? ?(?:bis|und|-|–) '
                        || '?(\d{1,2}(?:[:.]\d\d)? uhr)', 'bis \1', 'g'
                    ),
                    '(\d) ?(?:bis|oder|-|–) ?(\d)', '\1 to \2', 'g'
                )
        when 'es'
            then
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                promise_dial(sentence, 'es'),
                                '(?:entre las? \d{1,2}(?:[:.]\d\d)? y|\ba|\bde|sobre|hacia|hasta) '
                                || 'las? (\d{1,2}(?:[:.h]\d\d)?)(?: ?h(?:oras)?\b)?',
                                'at \1 o''clock', 'g'
                            ),
                            'o''clock(?: dial)? (?:(?:de|por) la )?(?:tarde|noche|p\.?m)\b',
                            'pm', 'g'
                        ),
                        'o''clock(?: dial)? (?:(?:de|por) la )?(?:manana|a\.?m)\b', 'am', 'g'
                    ),
                    '(\d) ?(?:a|o|y|-|–) ?(\d)', '\1 to \2', 'g'
                )
        else sentence
    end
);
