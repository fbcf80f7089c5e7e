-- How often the same person complained again or went over to a competitor after a complaint.
--
-- Of complaints of complaint_sequels whose 30 days are over, by what became of the first contact.
-- Those that were answered well are the rate that there is anyway. Associated with, not caused by.
--
-- Parameters: brand, since, until, filters := map {}
-- Grain: failure
--
-- failure          varchar  unanswered, late, generic, dropped, answered; all: of all of them
-- complaint_count  bigint   complaints whose 30 days are over
-- again_count      bigint   followed by another complaint of the same person
-- again_share      double   0 .. 1
-- again_low        double   lower end of its 95 % Wilson interval
-- again_high       double   upper end
-- gained_count     bigint   after which a competitor gained the person, as far as they said
-- gained_share     double   0 .. 1
-- gained_low       double   lower end of its 95 % Wilson interval
-- gained_high      double   upper end
-- is_small         boolean  fewer than 20 complaints: too few to compare
select
    coalesce(sequels.failure, 'all') as failure,
    count(*) as complaint_count,
    count(sequels.again_post_id) as again_count,
    count(sequels.again_post_id) / count(*) as again_share,
    wilson_low(count(sequels.again_post_id), count(*)) as again_low,
    wilson_high(count(sequels.again_post_id), count(*)) as again_high,
    count(sequels.gained_post_id) as gained_count,
    count(sequels.gained_post_id) / count(*) as gained_share,
    wilson_low(count(sequels.gained_post_id), count(*)) as gained_low,
    wilson_high(count(sequels.gained_post_id), count(*)) as gained_high,
    count(*) < 20 as is_small
from complaint_sequels(brand, since, until, filters := filters) as sequels
where sequels.is_known
group by grouping sets ((sequels.failure), ())
having count(*) > 0
