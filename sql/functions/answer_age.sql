-- After how long an answer came, in five bands.
--
-- waited_seconds  double
--
-- Returns: varchar  < 15 min, 15–60 min, 1–4 h, 4–24 h, > 24 h
--
-- Case: answer_age(899) = '< 15 min'
-- Case: answer_age(900) = '15–60 min'
-- Case: answer_age(3600) = '1–4 h'
-- Case: answer_age(14400) = '4–24 h'
-- Case: answer_age(86400) = '4–24 h'
-- Case: answer_age(86401) = '> 24 h'
create or replace macro answer_age(waited_seconds) as (
    case
        when waited_seconds < 900 then '< 15 min'
        when waited_seconds < 3600 then '15–60 min'
        when waited_seconds < 14400 then '1–4 h'
        when waited_seconds <= 86400 then '4–24 h'
        else '> 24 h'
    end
);
