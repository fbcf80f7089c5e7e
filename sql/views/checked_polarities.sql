-- Mentions that chance chose for checking: what people say, and what the scorer says unasked.
--
-- Of a model that learned the post itself the answer counts that it gave with the post held back.
--
-- Grain: post_id, brand
--
-- post_id         varchar                   source:id
-- brand           varchar                   key in earshot.toml
-- truth           varchar                   positive, neutral, negative: the last word
-- found           varchar                   the scorer's class
-- scorer_version  varchar                   of the scorer in use
-- checked_at      timestamp with time zone  when the last word was said
select
    labels.post_id,
    labels.brand,
    labels.value as truth,
    coalesce(
        model_checks.value,
        case when posts.labelled_at is null then posts.polarity else posts.read_polarity end
    ) as found,
    posts.scorer_version,
    labels.labelled_at as checked_at
from labels
inner join posts
    on
        -- The key is four bytes a row to look through; the id decides.
        posts.post_key = id_key(labels.post_id)
        and labels.post_id = posts.post_id
        and labels.brand = posts.brand
left join model_checks
    on
        labels.post_id = model_checks.post_id
        and posts.scorer_version = model_checks.version
where
    labels.field = 'polarity'
    and labels.origin = 'random'
    and posts.direction = 'inbound'
    and coalesce(
        model_checks.value,
        case when posts.labelled_at is null then posts.polarity else posts.read_polarity end
    ) is not null
