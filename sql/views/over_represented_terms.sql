-- Words and pairs of words said more in some posts than in the others they are held against.
--
-- Log-odds ratio with an informative Dirichlet prior of 1,000 words, at most a tenth of what was
-- read (Monroe, Colaresi and Quinn 2008): what is rare on both sides says little, however large
-- the ratio; in a small brand's few words a larger prior would say nothing at all. At least three
-- posts, and the 95 % interval above once. What a term is says spoken_terms; a word that hardly
-- occurs outside a pair found is left out. Of each side at most 5,000 posts are read, drawn by the
-- hash of their ids.
--
-- posts_name names a relation that the caller sees, one of its own common table expressions, with
-- post_id, is_here (of the posts asked about; false: of the others), content and share_count.
--
-- Parameters: posts_name, brand
-- Grain: term
--
-- term              varchar  one or two words, in lower case
-- is_phrase         boolean  two words
-- here_count        bigint   posts asked about that hold it
-- here_post_count   bigint   posts asked about that were read
-- there_count       bigint   other posts that hold it
-- there_post_count  bigint   other posts that were read
-- times             double   odds here against there, drawn towards one
-- times_low         double   95 % interval
-- times_high        double   95 % interval
-- z_score           double   log of times in standard errors
-- example_post_id   varchar  the most shared post asked about that holds it
with

-- Drawn by ids alone: no text is carried along that is not drawn.
drawn as (

    select
        asked.is_here,
        arg_min(asked.post_id, md5(asked.post_id), 5000) as post_ids
    from query_table(posts_name) as asked
    group by asked.is_here

),

-- A post may stand for two brands; of the last one drawn no more than the draw has room for.
numbered as (

    select
        asked.post_id,
        asked.is_here,
        asked.share_count,
        asked.content,
        row_number() over (
            partition by asked.is_here
            order by md5(asked.post_id)
        ) as place
    from query_table(posts_name) as asked
    where asked.post_id in (select unnest(drawn.post_ids) from drawn)

),

sampled as (

    select
        numbered.post_id,
        numbered.is_here,
        numbered.share_count,
        numbered.content
    from numbered
    where numbered.place <= 5000

),

sizes as (

    select
        count(*) filter (where sampled.is_here) as here_post_count,
        count(*) filter (where not sampled.is_here) as there_post_count
    from sampled

),

held as (

    select
        said.post_id,
        said.is_here,
        said.term
    from spoken_terms('sampled', brand) as said

),

-- Of a post that stands twice, the same shares.
shared as (

    select
        sampled.post_id,
        max(sampled.share_count) as share_count
    from sampled
    where sampled.is_here
    group by sampled.post_id

),

counted as (

    select
        held.term,
        count(*) filter (where held.is_here) as here_count,
        count(*) filter (where not held.is_here) as there_count,
        -- Of equally shared ones the first by name, not whichever was read first.
        arg_min(held.post_id, (-coalesce(shared.share_count, 0), held.post_id)) filter (
            where held.is_here
        ) as example_post_id
    from held
    left join shared
        on held.post_id = shared.post_id
    group by held.term

),

totals as (

    select
        sum(counted.here_count) as here_words,
        sum(counted.there_count) as there_words,
        least(1000.0, 0.1 * sum(counted.here_count + counted.there_count)) as prior_words
    from counted

),

-- The prior's words, shared out by how often each is said on both sides together.
credited as (

    select
        counted.*,
        totals.here_words + totals.prior_words as here_words,
        totals.there_words + totals.prior_words as there_words,
        totals.prior_words * (counted.here_count + counted.there_count)
        / (totals.here_words + totals.there_words) as prior
    from counted
    cross join totals
    where counted.here_count >= 3

),

weighed as (

    select
        credited.*,
        log_odds(credited.here_count + credited.prior, credited.here_words)
        - log_odds(credited.there_count + credited.prior, credited.there_words) as times_log,
        sqrt(
            1 / (credited.here_count + credited.prior) + 1 / (credited.there_count + credited.prior)
        ) as spread
    from credited

),

found as (

    select weighed.*
    from weighed
    where weighed.times_log > z95() * weighed.spread

),

covered as (

    select distinct words.term
    from found as words
    inner join found as pairs
        on
            list_contains(string_split(pairs.term, ' '), words.term)
            and pairs.term <> words.term
            and pairs.here_count >= 0.8 * words.here_count

)

select
    found.term,
    contains(found.term, ' ') as is_phrase,
    found.here_count,
    sizes.here_post_count,
    found.there_count,
    sizes.there_post_count,
    exp(found.times_log) as times,
    exp(found.times_log - z95() * found.spread) as times_low,
    exp(found.times_log + z95() * found.spread) as times_high,
    found.times_log / found.spread as z_score,
    found.example_post_id
from found
cross join sizes
where found.term not in (select covered.term from covered)
