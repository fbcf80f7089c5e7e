-- The silence of a period: audience-hours of its complaints until an answer, and what is unknown.
--
-- Hours are calendar hours: who reads a complaint does not stop reading when the desk closes.
-- Complaints of an unknown audience are in the unweighted hours only, and their share is given.
--
-- Filters are those of filtered_turns.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: one row
--
-- complaint_count         bigint  complaints that need a reply and began in the period
-- open_count              bigint  of them still open
-- silence_hours           double  audience × hours, of a known audience; null: none is known
-- waiting_hours           double  the same hours, each complaint counted once; null: no complaint
-- unknown_audience_count  bigint  complaints whose audience is unknown
-- unknown_audience_share  double  0 .. 1 of the complaints; null: no complaint
select
    count(*) as complaint_count,
    count(*) filter (where status = 'open') as open_count,
    sum(silence_hours) as silence_hours,
    sum(waiting_hours) as waiting_hours,
    count(*) filter (where estimated_audience is null) as unknown_audience_count,
    count(*) filter (where estimated_audience is null) / nullif(count(*), 0)
        as unknown_audience_share
from filtered_silence(brand, since, until, filters := filters)
