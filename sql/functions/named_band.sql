-- How many others somebody calls by name beside the brand, in groups that a reader compares.
--
-- others  bigint  of others_named; null: nobody knows
--
-- Returns: varchar
--
-- Case: named_band(0) = 'nobody else'
-- Case: named_band(1) = 'one other'
-- Case: named_band(2) = 'two or more'
-- Case: named_band(null) = 'unknown'
create or replace macro named_band(others) as (
    case
        when others is null then 'unknown'
        when others = 0 then 'nobody else'
        when others = 1 then 'one other'
        else 'two or more'
    end
);
