-- How long something has waited, in five bands.
--
-- waiting_seconds  double
--
-- Returns: varchar  < 1 h, 1–4 h, 4–24 h, 1–7 d, > 7 d
--
-- Case: age_band(3599) = '< 1 h'
-- Case: age_band(3600) = '1–4 h'
-- Case: age_band(14400) = '4–24 h'
-- Case: age_band(86400) = '1–7 d'
-- Case: age_band(604800) = '1–7 d'
-- Case: age_band(604801) = '> 7 d'
create or replace macro age_band(waiting_seconds) as (
    case
        when waiting_seconds < 3600 then '< 1 h'
        when waiting_seconds < 14400 then '1–4 h'
        when waiting_seconds < 86400 then '4–24 h'
        when waiting_seconds <= 604800 then '1–7 d'
        else '> 7 d'
    end
);
