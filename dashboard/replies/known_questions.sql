-- Words that the figures of this version know to be named or set aside.
--
-- Grain: words
select
    words,
    question
from question_groups
where brand = $brand
order by words
