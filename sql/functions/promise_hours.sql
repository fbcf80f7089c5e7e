-- Within how many hours a sentence promises something: "within 24 hours", "2 to 3 days".
--
-- Of a range the later end. Working days are counted as seven calendar days for five. A span that
-- lies in the past ("5 days ago", "after 3 hours") is none.
--
-- sentence  varchar  as promise_time_words gives it
--
-- Returns: double  null: no span is named
--
-- Case: promise_hours('we reply within 24 hours') = 24
-- Case: promise_hours('she calls you within the hour') = 1
-- Case: promise_hours('it is reversed, 2 to 3 days') = 72
-- Case: promise_hours('banks need 3-5 business days') = 168
-- Case: promise_hours('in the next 30 mins') = 0.5
-- Case: promise_hours('within the next couple of days') = 48
-- Case: promise_hours('in two weeks') = 336
-- Case: promise_hours('you waited 5 days ago') = null
-- Case: promise_hours('call you by 10:45') = null
-- Case: promise_hours(null) = null
create or replace macro promise_hours(sentence) as (
    (
        select
            case
                when regexp_matches(span.found, '\b(ago|before|after|late|early|old)$') then null
                when regexp_matches(span.found, 'the hour$') then 1.0
                else
                    coalesce(
                        try_cast(nullif(span.upper, '') as double),
                        try_cast(span.number as double),
                        list_position(
                            [
                                'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight',
                                'nine', 'ten'
                            ],
                            span.number
                        ),
                        case span.number
                            when 'a' then 1
                            when 'an' then 1
                            when 'few' then 3
                            when 'couple of' then 2
                        end
                    )
                    * case
                        when span.unit[1] = 'm' then 1.0 / 60
                        when span.unit[1] = 'h' then 1.0
                        when span.unit[1] = 'd' then 24.0
                        else 168.0
                    end
                    * case when span.working = '' then 1.0 else 1.4 end
            end
        from (
            select
                parts.found,
                parts.number,
                parts.upper,
                parts.working,
                parts.unit
            from (
                select
                    unnest(regexp_extract(
                        sentence,
                        '((?:within|in|inside|over|next|the|need|takes?|,|\b)\s?\b'
                        || '(\d+|an?|few|couple of|one|two|three|four|five|six|seven|eight'
                        || '|nine|ten)?'
                        || '\s?(?:(?:-|–|to|or)\s?(\d+)\s?)?(working |business )?'
                        || '(min(?:ute)?s?|hours?|hrs?|h|days?|weeks?)\b'
                        || '(?: (?:ago|before|after|late|early|old))?)',
                        ['found', 'number', 'upper', 'working', 'unit']
                    ))
            ) as parts
        ) as span
        where span.unit <> '' and (span.number <> '' or regexp_matches(span.found, 'the hour$'))
    )
);
