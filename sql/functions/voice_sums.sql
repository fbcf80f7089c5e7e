-- What is kept of many voices for the mean of what they say and its uncertainty; an aggregate.
--
-- A row is one voice: the copies of one text, else one conversation (see mentions.voice).
--
-- part       double   what a voice says in sum: its negative posts, or positive less negative ones
-- square     double   the sum of the squares of what its posts say: of 0 and 1 the part itself
-- whole      double   its posts
-- is_copied  boolean  they are copies of one text
--
-- Returns: struct  part, square, whole; part_square, product, whole_square: sums of products over
--                  voices; copied_part_square, copied_product, copied_whole_square: the same over
--                  copies alone; single: posts that are no copies; voices: how many have a post
--
-- Case: voice_sums(2, 2, 3, true).part = 2
-- Case: voice_sums(2, 2, 3, true).part_square = 4
-- Case: voice_sums(2, 2, 3, true).product = 6
-- Case: voice_sums(2, 2, 3, true).whole_square = 9
-- Case: voice_sums(2, 2, 3, true).copied_part_square = 4
-- Case: voice_sums(2, 2, 3, true).copied_product = 6
-- Case: voice_sums(2, 2, 3, true).copied_whole_square = 9
-- Case: voice_sums(2, 2, 3, true).single = 0
-- Case: voice_sums(2, 2, 3, false).copied_whole_square = 0
-- Case: voice_sums(2, 2, 3, false).single = 3
-- Case: voice_sums(2, 2, 3, false).voices = 1
-- Case: voice_sums(0, 0, 0, false).voices = 0
create or replace macro voice_sums(part, square, whole, is_copied) as (
    {
        'part': sum(cast(part as double)),
        'square': sum(cast(square as double)),
        'whole': sum(cast(whole as double)),
        'part_square': sum(cast(part as double) * part),
        'product': sum(cast(part as double) * whole),
        'whole_square': sum(cast(whole as double) * whole),
        'copied_part_square': sum(
            case when is_copied then cast(part as double) * part else 0.0 end
        ),
        'copied_product': sum(case when is_copied then cast(part as double) * whole else 0.0 end),
        'copied_whole_square': sum(
            case when is_copied then cast(whole as double) * whole else 0.0 end
        ),
        'single': sum(case when is_copied then 0.0 else cast(whole as double) end),
        'voices': sum(case when whole > 0 then 1.0 else 0.0 end)
    }
);
