-- Words and pairs of words said more in a spike than in the days before it, surest first.
--
-- Log-odds ratio with an informative Dirichlet prior of 1000 words (Monroe, Colaresi and Quinn
-- 2008): what is rare on both sides says little, however large the ratio. At least three posts,
-- and the 95 % interval above once. Names of the brand, handles, links and numbers are left out,
-- and a word that hardly occurs outside a pair found. Of each side at most 5,000 posts are read.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: term
--
-- term              varchar  one or two words, in lower case
-- is_phrase         boolean  two words
-- post_count        bigint   posts of the spike that hold it
-- spike_post_count  bigint   posts of the spike read
-- post_share        double   0 .. 1 of them
-- usual_count       bigint   posts of the 28 days before that hold it
-- usual_post_count  bigint   posts of the 28 days before read
-- usual_share       double   0 .. 1 of them
-- times_usual       double   odds against before, drawn towards one
-- times_low         double   95 % interval
-- times_high        double   95 % interval
-- z_score           double   log of times_usual in standard errors
-- example_post_id   varchar  the most shared post that holds it
with

numbered as (

    select
        cohort.post_id,
        cohort.is_spike,
        cohort.share_count,
        cohort.text,
        row_number() over (
            partition by cohort.is_spike
            order by md5(cohort.post_id)
        ) as place
    from spike_cohort(brand, measure, started_at, topic := topic) as cohort

),

sampled as (

    select
        numbered.post_id,
        numbered.is_spike,
        numbered.share_count,
        regexp_extract_all(
            regexp_replace(
                replace(lower(numbered.text), '’', ''''), '(https?://\S+|www\.\S+|@\w+)', ' ', 'g'
            ), '[\p{L}\p{N}]+(?:''[\p{L}\p{N}]+)*|[.,;:!?]'
        ) as words
    from numbered
    where numbered.place <= 5000

),

sizes as (

    select
        count(*) filter (where sampled.is_spike) as spike_post_count,
        count(*) filter (where not sampled.is_spike) as usual_post_count
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
        sampled.is_spike,
        sampled.share_count,
        unnest(sampled.words) as word,
        generate_subscripts(sampled.words, 1) as place
    from sampled

),

-- A silent word, a name or the end of a clause ends a pair.
spoken as (

    select
        placed.post_id,
        placed.is_spike,
        placed.share_count,
        placed.place,
        case
            when
                silent_words.word is null
                and brand_words.word is null
                and length(placed.word) > 1
                and regexp_matches(placed.word, '\p{L}')
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
        paired.is_spike,
        paired.share_count,
        paired.word as term
    from paired
    where paired.word is not null
    union
    select
        paired.post_id,
        paired.is_spike,
        paired.share_count,
        paired.word || ' ' || paired.next_word as term
    from paired
    where paired.word is not null and paired.next_word is not null

),

counted as (

    select
        held.term,
        count(*) filter (where held.is_spike) as post_count,
        count(*) filter (where not held.is_spike) as usual_count,
        max_by(held.post_id, coalesce(held.share_count, 0)) filter (
            where held.is_spike
        ) as example_post_id
    from held
    group by held.term

),

totals as (

    select
        sum(counted.post_count) as spike_total,
        sum(counted.usual_count) as usual_total
    from counted

),

credited as (

    select
        counted.*,
        totals.spike_total + 1000.0 as spike_total,
        totals.usual_total + 1000.0 as usual_total,
        1000.0 * (counted.post_count + counted.usual_count)
        / (totals.spike_total + totals.usual_total) as prior
    from counted
    cross join totals
    where counted.post_count >= 3

),

weighed as (

    select
        credited.*,
        ln(
            (credited.post_count + credited.prior)
            / nullif(credited.spike_total - credited.post_count - credited.prior, 0)
        ) - ln(
            (credited.usual_count + credited.prior)
            / nullif(credited.usual_total - credited.usual_count - credited.prior, 0)
        ) as ratio_log,
        sqrt(
            1 / (credited.post_count + credited.prior) + 1 / (credited.usual_count + credited.prior)
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
    contains(found.term, ' ') as is_phrase,
    found.post_count,
    sizes.spike_post_count,
    found.post_count / nullif(sizes.spike_post_count, 0) as post_share,
    found.usual_count,
    sizes.usual_post_count,
    found.usual_count / nullif(sizes.usual_post_count, 0) as usual_share,
    exp(found.ratio_log) as times_usual,
    exp(found.ratio_log - z95() * found.spread) as times_low,
    exp(found.ratio_log + z95() * found.spread) as times_high,
    found.ratio_log / found.spread as z_score,
    found.example_post_id
from over_represented as found
cross join sizes
where found.term not in (select covered.term from covered)
