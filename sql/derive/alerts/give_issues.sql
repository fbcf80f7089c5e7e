-- The same as give_alerts of one rule on issues: its moments are of another metric.
--
-- Parameters: rule name, brand, kind, level, now
insert into alerts
select
    $1 as rule_name,
    $2 as brand,
    $3 as kind,
    $4 as level,
    moments.subject,
    moments.measure,
    moments.post_id,
    moments.happened_at,
    moments.alerted_at,
    $5 as recorded_at,
    moments.observed_value
from
    issue_moments(
        $2,
        $4,
        since := (
            select max(as_of.observed_until) - interval 8 day
            from as_of
            where as_of.brand = $2
        )
    ) as moments
where
    moments.alerted_at > (
        select max(as_of.observed_until) - interval 7 day
        from as_of
        where as_of.brand = $2
    )
    and not exists (
        select 1
        from alerts as given
        where
            given.rule_name = $1
            and given.brand = $2
            and given.subject = moments.subject
    )
order by moments.alerted_at asc, moments.observed_value desc, moments.subject asc
returning
rule_name,
brand,
kind,
level,
subject,
post_id,
epoch_us(alerted_at) as alerted_at,
observed_value
