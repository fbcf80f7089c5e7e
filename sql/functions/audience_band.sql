-- How many people a post is estimated to have reached, in words that a reader chooses from.
--
-- audience  double  people; null: nobody knows
--
-- Returns: varchar
--
-- Case: audience_band(null) = 'unknown'
-- Case: audience_band(0) = 'under 100'
-- Case: audience_band(99.9) = 'under 100'
-- Case: audience_band(100) = '100 to 999'
-- Case: audience_band(1000) = '1,000 to 9,999'
-- Case: audience_band(9999.9) = '1,000 to 9,999'
-- Case: audience_band(10000) = '10,000 to 99,999'
-- Case: audience_band(100000) = '100,000 and more'
create or replace macro audience_band(audience) as (
    case
        when audience is null then 'unknown'
        when audience < 100 then 'under 100'
        when audience < 1000 then '100 to 999'
        when audience < 10000 then '1,000 to 9,999'
        when audience < 100000 then '10,000 to 99,999'
        else '100,000 and more'
    end
);
