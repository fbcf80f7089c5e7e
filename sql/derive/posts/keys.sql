-- Keys for rows that an older version of the tables held without them; costs nothing afterwards.
update posts
set
    post_key = cast(md5_number_lower(post_id) % 4294967296 as uinteger),
    parent_key = cast(md5_number_lower(parent_id) % 4294967296 as uinteger),
    conversation_key = cast(md5_number_lower(conversation_id) % 4294967296 as uinteger)
where post_key is null;

update turn_facts
set conversation_key = cast(md5_number_lower(conversation_id) % 4294967296 as uinteger)
where conversation_key is null;
