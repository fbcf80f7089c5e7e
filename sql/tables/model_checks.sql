-- What models said about checked posts that they had not learned, as they were adopted.
--
-- Grain: version, post_id
create table model_checks (
    version varchar not null,
    post_id varchar not null,
    value varchar not null              -- the class
)
