-- How bad a day's complaints are against usual: how many people, times which share of those heard.
--
-- Eight times the angry people are worse at the same share, and a higher share is worse among as
-- many. One person is added to both sides, so that two complaints in place of one are no crisis.
--
-- angry_people  double  who complained, copies of one text being one
-- people        double  who said anything, likewise
-- usual_people  double  who complain on a usual day; null: no baseline
-- usual_share   double  0 .. 1 who complain, of those heard on a usual day; null: no baseline
--
-- Returns: double  above 0; 1: as usual; null: no baseline
--
-- Case: complaint_ratio(9, 50, 9, 0.18) = 1
-- Case: complaint_ratio(79, 400, 9, 0.1975) = 8
-- Case: complaint_ratio(19, 100, 9, 0.09) = 4
-- Case: complaint_ratio(0, 10, 0, 0) = 1
-- Case: complaint_ratio(9, 50, null, null) = null
create or replace macro complaint_ratio(angry_people, people, usual_people, usual_share) as (
    (angry_people + 1.0) / (usual_people + 1.0)
    * (angry_people + 1.0) / (usual_share * people + 1.0)
);
