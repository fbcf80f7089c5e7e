-- People whom a post has reached with the shares it has.
--
-- Views where the platform counts them. Else what its author reaches, and a hundred people for each
-- share, a rule of thumb; of an unknown author the shares alone.
--
-- views      bigint  counted by the platform; null: not given
-- followers  bigint  of the author; null: unknown
-- shares     double  null counts as none
--
-- Returns: double  people
--
-- Case: reached_audience(1200, 5000, 9) = 1200
-- Case: reached_audience(null, 5000, 9) = 750 + 900
-- Case: reached_audience(null, null, 9) = 900
-- Case: reached_audience(null, null, null) = 0
create or replace macro reached_audience(views, followers, shares) as (
    coalesce(
        cast(views as double),
        coalesce(estimated_audience(null, followers), 0.0) + 100.0 * coalesce(shares, 0.0)
    )
);
