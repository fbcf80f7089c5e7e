-- By what local time a sentence promises something: "by tomorrow 10:00", "at 9 pm", "today".
--
-- A clock without a day is its next moment; a day without a clock ends when the day does, its
-- morning at noon. A weekday is the next of that name. A clock in words ("dial", see promise_dial)
-- is of twelve hours.
--
-- sentence  varchar    as promise_time_words gives it
-- made_at   timestamp  local, when it was said
--
-- Returns: timestamp  local; null: no such time is named
--
-- Case: promise_clock('call by tomorrow 10:00', '2026-05-06 14:30') = timestamp '2026-05-07 10:00'
-- Case: promise_clock('call tomorrow at 9 pm', '2026-05-06 14:30') = timestamp '2026-05-07 21:00'
-- Case: promise_clock('next update at 18:30.', '2026-05-06 14:30') = timestamp '2026-05-06 18:30'
-- Case: promise_clock('next update at 9.15', '2026-05-06 14:30') = timestamp '2026-05-07 09:15'
-- Case: promise_clock('runs by noon today', '2026-05-06 09:00') = timestamp '2026-05-06 12:00'
-- Case: promise_clock('it goes back today', '2026-05-06 14:30') = timestamp '2026-05-07 00:00'
-- Case: promise_clock('fixed tomorrow morning', '2026-05-06 14:30') = timestamp '2026-05-07 12:00'
-- Case: promise_clock('you will hear by friday', '2026-05-06 14:30') = timestamp '2026-05-09 00:00'
-- Case: promise_clock('by the end of the week', '2026-05-06 14:30') = timestamp '2026-05-11 00:00'
-- Case: promise_clock('we call next week', '2026-05-06 14:30') = timestamp '2026-05-18 00:00'
-- Case: promise_clock('the day after tomorrow', '2026-05-06 14:30') = timestamp '2026-05-09 00:00'
-- Case: promise_clock('by 9:30 o.clock dial', '2026-05-06 14:30') = timestamp '2026-05-06 21:30'
-- Case: promise_clock('by 4:30 o.clock dial', '2026-05-06 14:30') = timestamp '2026-05-06 16:30'
-- Case: promise_clock('by 2:30 o.clock dial', '2026-05-06 14:30') = timestamp '2026-05-07 02:30'
-- Case: promise_clock('tonight 8:15 oclock dial', '2026-05-06') = timestamp '2026-05-06 20:15'
-- Case: promise_clock('tomorrow 9:30 oclock dial', '2026-05-06') = timestamp '2026-05-07 09:30'
-- Case: promise_clock('tomorrow 4:30 oclock dial', '2026-05-06') = timestamp '2026-05-07 16:30'
-- Case: promise_clock('we''ll call you within 3 days', '2026-05-06 14:30') = null
-- Case: promise_clock('we moved you to the flight of 10:00', '2026-05-06 14:30') = null
-- Case: promise_clock(null, '2026-05-06 14:30') = null
create or replace macro promise_clock(sentence, made_at) as (
    (
        select
            case
                when told.day_shift is null and told.seconds is null then null
                -- The next moment of that day that a dial shows so; of a later day the one between
                -- seven and seven.
                when told.is_dial
                    then
                        told.day_begins
                        + to_days(
                            case
                                when told.day_shift is not null then cast(told.day_shift as integer)
                                when told.day_begins + to_seconds(told.seconds + 43200) > told.made
                                    then 0
                                else 1
                            end
                        )
                        + to_seconds(
                            told.seconds + case
                                when told.is_evening then 43200
                                when coalesce(told.day_shift, 0) > 0
                                    then case when told.seconds < 25200 then 43200 else 0 end
                                when told.day_begins + to_seconds(told.seconds) > told.made then 0
                                when told.day_begins + to_seconds(told.seconds + 43200) > told.made
                                    then 43200
                                when told.day_shift = 0 then 43200
                                else 0
                            end
                        )
                when told.seconds is null
                    then told.day_begins + to_days(cast(told.day_shift as integer) + 1)
                when told.day_shift is not null
                    then
                        told.day_begins
                        + to_days(cast(told.day_shift as integer))
                        + to_seconds(told.seconds)
                when told.day_begins + to_seconds(told.seconds) > told.made
                    then told.day_begins + to_seconds(told.seconds)
                else told.day_begins + to_days(1) + to_seconds(told.seconds)
            end
        from (
            select
                parts.made,
                date_trunc('day', parts.made) as day_begins,
                coalesce(parts.clock.half like '%dial', false) as is_dial,
                regexp_matches(sentence, '\b(tonight|this (evening|afternoon))\b') as is_evening,
                case
                    when regexp_matches(sentence, '\bday after tomorrow\b') then 2
                    when regexp_matches(sentence, '\btomorrow\b|\bnext day\b') then 1
                    when
                        regexp_matches(
                            sentence,
                            '\b(today|tonight|this (afternoon|evening|morning))\b'
                            || '|\b(end|close) of (the |this )?(business )?(day|business)\b|\beod\b'
                        )
                        then 0
                    when regexp_matches(sentence, '\bend of (the |this )?week\b')
                        then 7 - isodow(parts.made)
                    when regexp_matches(sentence, '\bnext week\b') then 14 - isodow(parts.made)
                    when parts.weekday > 0 then (parts.weekday - isodow(parts.made) + 6) % 7 + 1
                end as day_shift,
                case
                    when regexp_matches(sentence, '\b(by|at|before|around|until) (noon|midday)\b')
                        then 43200
                    when regexp_matches(sentence, '\b(by|at|before|until) midnight\b') then 86400
                    when parts.clock.half like '%dial'
                        then
                            3600 * (try_cast(parts.clock.hour as integer) % 12)
                            + 60 * try_cast(parts.clock.minute as integer)
                    when
                        parts.clock.hour <> ''
                        and (parts.clock.minute <> '' or parts.clock.half <> '')
                        and try_cast(parts.clock.hour as integer) <= 24
                        then
                            3600 * case
                                when parts.clock.half[1] = 'p'
                                    then try_cast(parts.clock.hour as integer) % 12 + 12
                                when parts.clock.half[1] = 'a'
                                    then try_cast(parts.clock.hour as integer) % 12
                                else try_cast(parts.clock.hour as integer)
                            end
                            + 60 * coalesce(try_cast(nullif(parts.clock.minute, '') as integer), 0)
                    when regexp_matches(sentence, '\b(tomorrow|this) morning\b') then 43200
                end as seconds
            from (
                select
                    cast(made_at as timestamp) as made,
                    regexp_extract(
                        sentence,
                        '\b(?:by|before|at|around|about|until|til|till|latest|from|tomorrow|today'
                        || '|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? '
                        || '?(?:at |around |by |about )?'
                        || '(\d{1,2})(?:[:.h]([0-5]\d))? ?([ap]\.?m\b|o.?clock(?: dial)?)?',
                        ['hour', 'minute', 'half']
                    ) as clock,
                    list_position(
                        [
                            'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday',
                            'sunday'
                        ],
                        regexp_extract(
                            sentence,
                            '\b(?:by|on|before|until|or|next|this) (monday|tuesday|wednesday'
                            || '|thursday|friday|saturday|sunday)\b',
                            1
                        )
                    ) as weekday
            ) as parts
        ) as told
    )
);
