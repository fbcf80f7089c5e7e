-- Up to so many people the tail need not be asked for: people_tail is above 0.15 for any of them.
--
-- Half as many again as usual, the half person of people_tail with them: there the tail comes down
-- to 0.151 for very many people, and is larger for fewer. Asking costs as many terms as there are
-- people, and most words are said as often as ever.
--
-- usual_count  bigint  people before
-- usual_size   double  over so many days, or among so many who spoke
-- size         double  now over so many
--
-- Returns: double  people; null: a size is null, or the usual one 0
--
-- Case: people_floor(8, 56, 7) = 1.59375
-- Case: people_floor(0, 7, 7) = 0.75
-- Case: people_floor(3, 0, 7) = null
create or replace macro people_floor(usual_count, usual_size, size) as (
    1.5 * (usual_count + 0.5) * size / nullif(usual_size, 0)
);
