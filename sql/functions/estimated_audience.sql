-- People whom a post has likely reached.
--
-- Views where the platform counts them. Else a share of the followers: 15 % up to a hundred
-- thousand, 6 % from ten million on, in a straight line between. A rule of thumb, told as one.
--
-- views      bigint  counted by the platform; null: not given
-- followers  bigint  of the author; null: unknown
--
-- Returns: double  people; null: neither is known
--
-- Case: estimated_audience(1200, 5000) = 1200
-- Case: estimated_audience(0, 5000) = 0
-- Case: estimated_audience(null, 5000) = 750
-- Case: estimated_audience(null, 100000) = 15000
-- Case: estimated_audience(null, 5050000) = 530250
-- Case: estimated_audience(null, 10000000) = 600000
-- Case: estimated_audience(null, 20000000) = 1200000
-- Case: estimated_audience(null, null) = null
create or replace macro estimated_audience(views, followers) as (
    case
        when views is not null then cast(views as double)
        when followers <= 100000 then followers * 0.15
        when followers >= 10000000 then followers * 0.06
        else followers * (0.15 - 0.09 * (followers - 100000) / 9900000.0)
    end
);
