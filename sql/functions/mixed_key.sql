-- One key of what two keys stand for: it changes when either does.
--
-- one    ubigint  null: there is none
-- other  ubigint  null: there is none
--
-- Returns: ubigint  null: there is neither
--
-- Case: mixed_key(5::ubigint, 3::ubigint) = 6
-- Case: mixed_key(null::ubigint, 3::ubigint) = 3
-- Case: mixed_key(5::ubigint, null::ubigint) = 5
-- Case: mixed_key(null::ubigint, null::ubigint) = null
create or replace macro mixed_key(one, other) as (
    case when one is null then other when other is null then one else xor(one, other) end
);
