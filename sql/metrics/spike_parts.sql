-- Topics, sources, languages and authors of a spike, held against the days before it.
--
-- Log-odds ratio as in spike_terms, with a prior of ten posts shared out, half a post at least.
-- Over-represented means three posts or more and a 95 % interval above once; merely frequent is
-- not enough. What every post has is left out.
--
-- Parameters: brand, measure, started_at, topic := null
-- Grain: dimension, part_value
--
-- dimension            varchar  topic, source, language, author
-- part_value           varchar  key of the topic, source or language; author_id
-- part_name            varchar  as people read it
-- post_count           bigint   posts of the spike
-- post_share           double   0 .. 1 of the spike's posts
-- usual_count          bigint   posts of the 28 days before
-- usual_share          double   0 .. 1 of their posts; null: there are none
-- times_usual          double   odds against before, drawn towards one
-- times_low            double   95 % interval
-- times_high           double   95 % interval
-- is_over_represented  boolean  three posts, and times_low above 1
with

cohort as (

    select said.*
    from spike_cohort(brand, measure, started_at, topic := topic) as said

),

sizes as (

    select
        count(*) filter (where cohort.is_spike) as spike_post_count,
        count(*) filter (where not cohort.is_spike) as usual_post_count
    from cohort

),

parts as (

    select
        cohort.is_spike,
        'topic' as dimension,
        unnest(cohort.topics) as part_value,
        null as part_name
    from cohort
    union all
    select
        cohort.is_spike,
        'source' as dimension,
        cohort.source as part_value,
        null as part_name
    from cohort
    union all
    select
        cohort.is_spike,
        'language' as dimension,
        cohort.lang as part_value,
        null as part_name
    from cohort
    union all
    select
        cohort.is_spike,
        'author' as dimension,
        cohort.source || ':' || cohort.author_id as part_value,
        cohort.author_name as part_name
    from cohort

),

counted as (

    select
        parts.dimension,
        parts.part_value,
        coalesce(max(parts.part_name), parts.part_value) as part_name,
        count(*) filter (where parts.is_spike) as post_count,
        count(*) filter (where not parts.is_spike) as usual_count
    from parts
    where parts.part_value is not null
    group by parts.dimension, parts.part_value

),

priors as (

    select
        counted.*,
        sizes.spike_post_count,
        sizes.usual_post_count,
        greatest(
            10.0 * (counted.post_count + counted.usual_count)
            / (sizes.spike_post_count + sizes.usual_post_count), 0.5
        ) as prior
    from counted
    cross join sizes
    where counted.post_count > 0

),

credited as (

    select
        priors.*,
        priors.post_count + priors.prior as now_count,
        priors.spike_post_count + 10.0 as now_total,
        priors.usual_count + priors.prior as before_count,
        priors.usual_post_count + 10.0 as before_total
    from priors

),

-- A part that every post of both sides has leaves nothing to compare.
weighed as (

    select
        credited.*,
        log_odds(credited.now_count, credited.now_total)
        - log_odds(credited.before_count, credited.before_total) as ratio_log,
        z95() * sqrt(
            log_odds_variance(credited.now_count, credited.now_total)
            + log_odds_variance(credited.before_count, credited.before_total)
        ) as reach
    from credited
    where credited.now_count < credited.now_total and credited.before_count < credited.before_total

)

select
    weighed.dimension,
    weighed.part_value,
    weighed.part_name,
    weighed.post_count,
    weighed.post_count / nullif(weighed.spike_post_count, 0) as post_share,
    weighed.usual_count,
    weighed.usual_count / nullif(weighed.usual_post_count, 0) as usual_share,
    exp(weighed.ratio_log) as times_usual,
    exp(weighed.ratio_log - weighed.reach) as times_low,
    exp(weighed.ratio_log + weighed.reach) as times_high,
    weighed.post_count >= 3 and weighed.ratio_log > weighed.reach as is_over_represented
from weighed
