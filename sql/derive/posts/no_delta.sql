-- Nothing new: the columns of delta without a row.
create or replace temp table delta as

select
    posts.* exclude (
        brand, reply_key, signature, conversation_id, direction, is_quick_reply, is_automated,
        is_addressed, is_complaint, complaint_reason, needs_reply, reply_reason, local_date,
        label_polarity, labelled_by, labelled_at, labels_key, read_sentiment, read_polarity,
        read_topics, read_complaint_reason, post_key, parent_key, conversation_key
    )
from posts
where false;
