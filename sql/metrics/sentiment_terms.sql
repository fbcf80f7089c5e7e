-- Words and pairs of words said more in mentions of one sentiment than in the others, surest first.
--
-- Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) worth a
-- tenth of the words read and at most 1,000 of them: what is rare on both sides says little,
-- however large the ratio. At least three mentions, and the 95 % interval above once. Names of the
-- brand, handles and links are left out, and a word that hardly occurs outside a pair found. Of
-- each side at most 5,000 mentions are read, drawn by the hash of their ids.
--
-- Parameters: brand, since, until, polarity := 'negative', source := null
-- Grain: term
--
-- term              varchar  one or two words, in lower case
-- post_count        bigint   mentions of that sentiment that hold it
-- post_total        bigint   mentions of that sentiment read
-- post_share        double   0 .. 1 of them
-- other_count       bigint   other scored mentions that hold it
-- other_total       bigint   other scored mentions read
-- other_share       double   0 .. 1 of them
-- times_other       double   odds against the others, drawn towards one
-- times_low         double   95 % interval
-- times_high        double   95 % interval
-- z_score           double   log of times_other in standard errors
-- example_post_id   varchar  the most shared mention of that sentiment that holds it
with

numbered as (

    select
        posts.post_id,
        posts.polarity = polarity as is_here,
        posts.share_count,
        concat_ws(' ', posts.title, posts.text) as content,
        row_number() over (
            partition by posts.polarity = polarity
            order by md5(posts.post_id)
        ) as place
    from posts
    where
        posts.brand = brand
        and posts.direction = 'inbound'
        and posts.polarity is not null
        and (since is null or posts.created_at >= since)
        and (until is null or posts.created_at < until)
        and (source is null or posts.source = source)

),

sampled as (

    select
        numbered.post_id,
        numbered.is_here,
        numbered.share_count,
        regexp_extract_all(
            regexp_replace(
                replace(lower(numbered.content), '’', ''''),
                '(https?://\S+|www\.\S+|@\w+)', ' ', 'g'
            ), '[\p{L}\p{N}]+(?:''[\p{L}\p{N}]+)*|[.,;:!?]'
        ) as words
    from numbered
    where numbered.place <= 5000

),

sizes as (

    select
        count(*) filter (where sampled.is_here) as post_total,
        count(*) filter (where not sampled.is_here) as other_total
    from sampled

),

brand_words as (

    select distinct
        unnest(
            regexp_extract_all(
                lower(array_to_string(brands.names, ' ')), '[\p{L}\p{N}]+(?:''[\p{L}\p{N}]+)*'
            )
        ) as word
    from brands
    where brands.brand = brand

),

placed as (

    select
        sampled.post_id,
        sampled.is_here,
        sampled.share_count,
        unnest(sampled.words) as word,
        generate_subscripts(sampled.words, 1) as place
    from sampled

),

-- A silent word, a name or the end of a clause ends a pair.
spoken as (

    select
        placed.post_id,
        placed.is_here,
        placed.share_count,
        placed.place,
        case
            when
                silent_words.word is null and brand_words.word is null and length(placed.word) > 1
                then placed.word
        end as word
    from placed
    left join silent_words
        on placed.word = silent_words.word
    left join brand_words
        on placed.word = brand_words.word

),

paired as (

    select
        spoken.*,
        lead(spoken.word) over (
            partition by spoken.post_id
            order by spoken.place
        ) as next_word
    from spoken

),

held as (

    select
        paired.post_id,
        paired.is_here,
        paired.share_count,
        paired.word as term
    from paired
    where paired.word is not null
    union
    select
        paired.post_id,
        paired.is_here,
        paired.share_count,
        paired.word || ' ' || paired.next_word as term
    from paired
    where paired.word is not null and paired.next_word is not null

),

counted as (

    select
        held.term,
        count(*) filter (where held.is_here) as post_count,
        count(*) filter (where not held.is_here) as other_count,
        max_by(held.post_id, coalesce(held.share_count, 0)) filter (
            where held.is_here
        ) as example_post_id
    from held
    group by held.term

),

totals as (

    select
        sum(counted.post_count) as here_words,
        sum(counted.other_count) as other_words,
        least(1000.0, 0.1 * sum(counted.post_count + counted.other_count)) as prior_words
    from counted

),

credited as (

    select
        counted.*,
        totals.here_words + totals.prior_words as here_words,
        totals.other_words + totals.prior_words as other_words,
        totals.prior_words * (counted.post_count + counted.other_count)
        / nullif(totals.here_words + totals.other_words, 0) as prior
    from counted
    cross join totals
    where counted.post_count >= 3

),

weighed as (

    select
        credited.*,
        ln(
            (credited.post_count + credited.prior)
            / nullif(credited.here_words - credited.post_count - credited.prior, 0)
        ) - ln(
            (credited.other_count + credited.prior)
            / nullif(credited.other_words - credited.other_count - credited.prior, 0)
        ) as ratio_log,
        sqrt(
            1 / (credited.post_count + credited.prior) + 1 / (credited.other_count + credited.prior)
        ) as spread
    from credited

),

over_represented as (

    select weighed.*
    from weighed
    where weighed.ratio_log > z95() * weighed.spread

),

covered as (

    select distinct words.term
    from over_represented as words
    inner join over_represented as pairs
        on
            list_contains(string_split(pairs.term, ' '), words.term)
            and pairs.term <> words.term
            and pairs.post_count >= 0.8 * words.post_count

)

select
    found.term,
    found.post_count,
    sizes.post_total,
    found.post_count / nullif(sizes.post_total, 0) as post_share,
    found.other_count,
    sizes.other_total,
    found.other_count / nullif(sizes.other_total, 0) as other_share,
    exp(found.ratio_log) as times_other,
    exp(found.ratio_log - z95() * found.spread) as times_low,
    exp(found.ratio_log + z95() * found.spread) as times_high,
    found.ratio_log / found.spread as z_score,
    found.example_post_id
from over_represented as found
cross join sizes
where found.term not in (select covered.term from covered)
