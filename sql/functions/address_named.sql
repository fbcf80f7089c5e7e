-- Whether a turn was said to the brand, in words.
--
-- is_addressed  boolean  null: unknown
--
-- Returns: varchar  said to the brand, found by listening, unknown
--
-- Case: address_named(true) = 'said to the brand'
-- Case: address_named(false) = 'found by listening'
-- Case: address_named(null) = 'unknown'
create or replace macro address_named(is_addressed) as (
    case
        when is_addressed then 'said to the brand'
        when not is_addressed then 'found by listening'
        else 'unknown'
    end
);
