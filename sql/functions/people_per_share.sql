-- People whom one more share of a post reaches.
--
-- A hundred, a rule of thumb, until its own views and shares say otherwise: twenty invented shares
-- of a hundred people stand beside them. A post read by millions of its author's followers says
-- nothing about a share, so it is a thousand at most.
--
-- views   double  counted by the platform; null: not given
-- shares  double
--
-- Returns: double  people
--
-- Case: people_per_share(null, 50) = 100
-- Case: people_per_share(0, 0) = 100
-- Case: people_per_share(10000, 80) = 120
-- Case: people_per_share(1000000000, 0) = 1000
create or replace macro people_per_share(views, shares) as (
    least((coalesce(views, 100.0 * shares) + 2000.0) / (shares + 20.0), 1000.0)
);
