-- What was known of each source at a moment, in a copy of the warehouse that goes back there.
--
-- A pass says when it learned something, so what it brought is known from then on. A file does not
-- say when its posts became known, nor does the time before the first pass: there a post counts
-- from its own time on, and the source is called reconstructed.
--
-- Reads: sources, posts, runs, observations. Leaves: past_sources, and of the three tables after
-- posts what was known then.
create or replace temp table past_begins as
with

seen as (

    select
        posts.source,
        min(posts.first_seen_at) as began_at
    from posts
    group by posts.source

),

passes as (

    select
        runs.source,
        min(runs.ended_at) as began_at
    from runs
    where runs.command = 'ingest'
    group by runs.source

)

select
    sources.source,
    sources.kind = 'file'
    or $moment::timestamptz < coalesce(
        least(seen.began_at, passes.began_at), 'infinity'::timestamptz
    ) as is_reconstructed
from sources
left join seen
    on sources.source = seen.source
left join passes
    on sources.source = passes.source;

-- Spans that a later pass added tell of what was not known yet.
delete from observations
where
    since_at > $moment::timestamptz
    or (
        source in (
            select past_begins.source
            from past_begins
            where not past_begins.is_reconstructed
        )
        and run_id in (
            select runs.run_id
            from runs
            where runs.started_at > $moment::timestamptz
        )
    );

create or replace temp table past_sources as
with

passes as (

    select
        runs.source,
        max(case when runs.outcome <> 'failed' then runs.started_at end) as read_at,
        max(case when runs.outcome <> 'failed' then runs.ended_at end) as last_success_at,
        max(runs.ended_at) as last_attempt_at
    from runs
    where runs.command = 'ingest' and runs.ended_at <= $moment::timestamptz
    group by runs.source

),

failures as (

    select
        runs.source,
        count(*) as failure_count,
        max_by(runs.message, runs.ended_at) as last_error
    from runs
    left join passes
        on runs.source = passes.source
    where
        runs.command = 'ingest'
        and runs.outcome = 'failed'
        and runs.ended_at <= $moment::timestamptz
        and coalesce(runs.ended_at > passes.last_success_at, true)
    group by runs.source

),

spans as (

    select
        observations.source,
        max(least(observations.until_at, $moment::timestamptz)) as until_at
    from observations
    group by observations.source

),

newest as (

    select
        posts.source,
        max(posts.created_at) as until_at
    from posts
    where posts.created_at <= $moment::timestamptz
    group by posts.source

)

select
    past_begins.source,
    past_begins.is_reconstructed,
    case
        -- A file that does not say what it covers covers what it holds.
        when past_begins.is_reconstructed then coalesce(spans.until_at, newest.until_at)
        else least(spans.until_at, passes.read_at)
    end as observed_until,
    case
        when past_begins.is_reconstructed then coalesce(spans.until_at, newest.until_at)
        else passes.last_success_at
    end as last_success_at,
    case
        when past_begins.is_reconstructed then coalesce(spans.until_at, newest.until_at)
        else passes.last_attempt_at
    end as last_attempt_at,
    coalesce(failures.failure_count, 0) as failure_count,
    failures.last_error
from past_begins
left join spans
    on past_begins.source = spans.source
left join newest
    on past_begins.source = newest.source
left join passes
    on past_begins.source = passes.source
left join failures
    on past_begins.source = failures.source;

update observations
set until_at = greatest(observations.since_at, past_sources.observed_until)
from past_sources
where
    observations.source = past_sources.source
    and observations.until_at > past_sources.observed_until;

update sources
set
    observed_until = past_sources.observed_until,
    last_success_at = past_sources.last_success_at,
    last_attempt_at = past_sources.last_attempt_at,
    failure_count = past_sources.failure_count,
    last_error = past_sources.last_error
from past_sources
where sources.source = past_sources.source;

delete from sources
where observed_until is null and last_attempt_at is null;
