-- Whether one account made a spike: it wrote most of what was more than usual, and without it and
-- its posts the severity would be 1.
--
-- excess_count   double  observed less expected
-- largest_count  bigint  posts of the busiest author; null: no author is known
-- author_count   bigint  different authors; null: unknown
-- usual_count    double  posts of a usual day of the brand
--
-- Returns: boolean
--
-- Case: is_one_account(500, 490, 9, 90) = true
-- Case: is_one_account(500, 240, 3, 90) = false
-- Case: is_one_account(560, 490, 69, 90) = false
-- Case: is_one_account(5, 1, 5, 3) = false
-- Case: is_one_account(5, null, null, 3) = false
create or replace macro is_one_account(excess_count, largest_count, author_count, usual_count) as (
    coalesce(
        2 * largest_count >= excess_count
        and spike_severity(excess_count - largest_count, author_count - 1, usual_count) = 1,
        false
    )
);
