-- Whether a moment lies in the days that are asked of its brand, where brands' zones differ.
--
-- brand     varchar                   key
-- moment    timestamp with time zone  not null
-- own_days  varchar                   a line for each brand: key, first moment and first moment
--                                     after the days, in microseconds since 1970, tabs between;
--                                     null: every moment
--
-- Returns: boolean  a brand without a line has no days
--
-- Case: in_own_days('a', timestamptz '1970-01-02 00:00Z', null) = true
-- Case: in_own_days('a', timestamptz '1970-01-01 00:00Z', e'b\t0\t5\na\t0\t86400000000') = true
-- Case: in_own_days('a', timestamptz '1970-01-02 00:00Z', e'b\t0\t5\na\t0\t86400000000') = false
-- Case: in_own_days('a', timestamptz '1970-01-01 00:00Z', e'b\t0\t5') = false
create or replace macro in_own_days(brand, moment, own_days) as (
    own_days is null
    or list_contains(
        list_transform(
            string_split(own_days, chr(10)),
            lambda line: split_part(line, chr(9), 1) = brand
            and epoch_us(moment) >= cast(split_part(line, chr(9), 2) as bigint)
            and epoch_us(moment) < cast(split_part(line, chr(9), 3) as bigint)
        ),
        true
    )
);
