-- What a change is called: better or worse only beyond chance, and only where enough is counted.
--
-- change        double  upwards is better; null: nothing to compare with
-- reach         double  half the width of the change's 95 % interval
-- least_count   bigint  counted on the side that has less
-- enough_count  bigint  below it nothing is claimed
--
-- Returns: varchar  better, worse, same (within chance), few (too few to tell); null as above
--
-- Case: change_verdict(0.2, 0.1, 30, 30) = 'better'
-- Case: change_verdict(-0.2, 0.1, 30, 30) = 'worse'
-- Case: change_verdict(0.1, 0.1, 30, 30) = 'same'
-- Case: change_verdict(-0.1, 0.1, 30, 30) = 'same'
-- Case: change_verdict(0, 0, 30, 30) = 'same'
-- Case: change_verdict(0.2, 0.1, 29, 30) = 'few'
-- Case: change_verdict(null, null, 30, 30) = null
-- Case: change_verdict(null, null, 0, 30) = null
create or replace macro change_verdict(change, reach, least_count, enough_count) as (
    case
        when change is null then null
        when least_count < enough_count then 'few'
        when abs(change) <= reach then 'same'
        when change > 0 then 'better'
        else 'worse'
    end
);
