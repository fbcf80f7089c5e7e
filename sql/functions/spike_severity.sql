-- Severity of a spike: how many different people more than usual, held against a usual day.
--
-- Each counts once, however much one wrote. As many as wrote on a usual day are severity 4, ten
-- times as many 8; below ten a day every brand is held against ten.
--
-- excess_count  double  observed less expected
-- author_count  bigint  different authors; null: unknown, then every post is a voice
-- usual_count   double  posts of a usual day of the brand; null: unknown, then ten
--
-- Returns: bigint  1 .. 10; null: the excess is unknown
--
-- Case: spike_severity(100, 100, 100) = 4
-- Case: spike_severity(1000, 2000, 100) = 8
-- Case: spike_severity(500, 8, 90) = 1
-- Case: spike_severity(23, 23, 100) = 1
-- Case: spike_severity(24, 24, 100) = 2
-- Case: spike_severity(0, null, 100) = 1
-- Case: spike_severity(5, null, 0.2) = 3
-- Case: spike_severity(5, null, null) = 3
-- Case: spike_severity(90000, null, 100) = 10
-- Case: spike_severity(null, 5, 100) = null
create or replace macro spike_severity(excess_count, author_count, usual_count) as (
    case
        when excess_count is not null
            then cast(least(greatest(round(4 + 4 * log10(
                greatest(least(excess_count, coalesce(author_count, excess_count)), 0.001)
                / greatest(coalesce(usual_count, 10), 10)
            )), 1), 10) as bigint)
    end
);
