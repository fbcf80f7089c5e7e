-- How many follow somebody, in tiers that a reader compares.
--
-- followers  bigint  null: nobody knows
--
-- Returns: varchar
--
-- Case: follower_tier(null) = 'unknown'
-- Case: follower_tier(0) = 'under 100'
-- Case: follower_tier(99) = 'under 100'
-- Case: follower_tier(100) = '100 to 999'
-- Case: follower_tier(999) = '100 to 999'
-- Case: follower_tier(1000) = '1,000 to 9,999'
-- Case: follower_tier(10000) = '10,000 and more'
create or replace macro follower_tier(followers) as (
    case
        when followers is null then 'unknown'
        when followers < 100 then 'under 100'
        when followers < 1000 then '100 to 999'
        when followers < 10000 then '1,000 to 9,999'
        else '10,000 and more'
    end
);
