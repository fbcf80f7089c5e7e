-- Keys for rows that an older version of the tables held without them; costs nothing afterwards.
update posts
set
    post_key = id_key(post_id),
    parent_key = id_key(parent_id),
    conversation_key = id_key(conversation_id)
where post_key is null;

update turn_facts
set conversation_key = id_key(conversation_id)
where conversation_key is null;
