-- Whether a value is one of those that a filter names.
--
-- value   varchar  null stands for unknown
-- wanted  varchar  the values, a line for each; null: every value
--
-- Returns: boolean
--
-- Case: is_one_of('chirp', 'chirp') = true
-- Case: is_one_of('chirp', 'appshelf') = false
-- Case: is_one_of('chirp', e'appshelf\nchirp') = true
-- Case: is_one_of(null, 'unknown') = true
-- Case: is_one_of(null, 'chirp') = false
-- Case: is_one_of('chirp', null) = true
-- Case: is_one_of(null, null) = true
create or replace macro is_one_of(value, wanted) as (
    wanted is null
    or list_contains(string_split(wanted, chr(10)), coalesce(value, 'unknown'))
);
