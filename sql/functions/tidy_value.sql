-- A value of told_values in one writing, so that the same is equal.
--
-- value  varchar  in lower case
--
-- Returns: varchar
--
-- Case: tidy_value('35 €') = '€35'
-- Case: tidy_value('35 euros') = '€35'
-- Case: tidy_value('£ 30.00') = '£30'
-- Case: tidy_value('5 to 7 days') = '5-7day'
-- Case: tidy_value('5–7 day') = '5-7day'
-- Case: tidy_value('45 × 36 x 20 cm') = '45x36x20cm'
-- Case: tidy_value('2 hrs') = '2hour'
-- Case: tidy_value('5 minutes') = '5min'
-- Case: tidy_value('10 %') = '10%'
-- Case: tidy_value('https://a.example/bags') = 'https://a.example/bags'
-- Case: tidy_value(null) = null
create or replace macro tidy_value(value) as (
    case
        when value like 'http%' then rtrim(value, '/')
        else regexp_replace(
            regexp_replace(
                regexp_replace(
                    replace(
                        replace(
                            replace(replace(replace(value, 'euro', '€'), 'pound', '£'), '×', 'x'),
                            'minute', 'min'
                        ),
                        'hr', 'hour'
                    ),
                    '[.,]00\b|s$', '', 'g'
                ),
                '\s*(?:–|\bto\b)\s*', '-', 'g'
            ),
            '^([0-9.,x-]+)\s*([£€$])$|\s+', '\2\1', 'g'
        )
    end
);
