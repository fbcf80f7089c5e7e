-- Write down the alerts of one rule that are due and not yet given; an older one is history.
--
-- A week before what is known of the brand is history: a new rule does not tell of last spring.
-- Posts that still reach and hurt most are told first.
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
from alert_moments($2, $3, $4) as moments
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
order by
    moments.harmful_audience desc nulls last, moments.alerted_at asc, moments.subject asc
returning
rule_name,
brand,
kind,
level,
subject,
post_id,
epoch_us(alerted_at) as alerted_at,
observed_value
