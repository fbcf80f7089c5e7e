-- Ages at which finished posts are looked at, close where posts change fast.
--
-- Grain: age_hours
--
-- age_hours  double  since the post was published
select
    unnest([
        5 / 60, 10 / 60, 15 / 60, 20 / 60, 30 / 60, 40 / 60, 50 / 60, 1, 80 / 60, 100 / 60, 2, 2.5,
        3, 4, 5, 6, 8, 10, 12, 15, 18, 24, 30, 36, 48, 60, 72, 96, 120, 144, 168
    ]::double[]) as age_hours
