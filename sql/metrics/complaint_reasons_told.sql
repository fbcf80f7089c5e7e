-- Why posts complain once people's newest words are heeded, as the next run will find it.
--
-- What people say arrives in the published file with the next run; a page that shows it at once
-- asks here. Both maps say something by post_id: a polarity, and yes or no; '' where nobody did.
--
-- Parameters: brand, polarities := map {}, complaints := map {}
-- Grain: post_id
--
-- post_id           varchar  inbound, and in the first map
-- complaint_reason  varchar  as of mentions; null: it is none
select
    posts.post_id,
    complaint_reason(
        posts.rating,
        coalesce(nullif(polarities[posts.post_id], ''), mentions.scored_polarity),
        posts.has_complaint_word,
        coalesce(posts.is_addressed, false),
        posts.complaint_score,
        nullif(complaints[posts.post_id], '')
    ) as complaint_reason
from posts
inner join mentions
    on
        posts.post_id = mentions.post_id
        and posts.brand = mentions.brand
where
    posts.brand = brand
    and posts.direction = 'inbound'
    and list_contains(map_keys(polarities), posts.post_id)
