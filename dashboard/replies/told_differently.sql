-- Values that were told otherwise to others who asked the same: contradictions, then changes.
--
-- Grain: question, told
select
    question,
    told,
    answer_count,
    first_at,
    last_at,
    verdict,
    usual_told,
    answer_post_id,
    answer_text,
    asked_text,
    responder,
    usual_post_id,
    usual_text
from told_answers($brand, $since, $until, filters := $filters)
where verdict in ('differs', 'changed')
order by
    verdict desc,
    answer_count desc,
    question asc,
    told asc
limit $row_limit
