-- What complaints come to, where anything could be judged: unscored, nobody knows who complains.
--
-- told             double  a share or a count of complaints
-- complaint_count  bigint  complaints among the same posts
-- scored_count     bigint  in a language that a scorer covers, or rated, among the same posts
--
-- Returns: double  as told; null: unknown
--
-- Case: where_judged(0.0, 0, 0) = null
-- Case: where_judged(0.0, 0, 1) = 0
-- Case: where_judged(0.5, 1, 0) = 0.5
create or replace macro where_judged(told, complaint_count, scored_count) as (
    case when scored_count > 0 or complaint_count > 0 then told end
);
