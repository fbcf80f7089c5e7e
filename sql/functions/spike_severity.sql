-- Severity of a spike by the score of its fullest window.
--
-- score  double  standard deviations above what was expected
--
-- Returns: bigint  1 .. 10; null: unknown
--
-- Case: spike_severity(2.4) = 1
-- Case: spike_severity(2.9) = 1
-- Case: spike_severity(5.4) = 3
-- Case: spike_severity(5.5) = 4
-- Case: spike_severity(40) = 10
-- Case: spike_severity(null) = null
create or replace macro spike_severity(score) as (
    case
        when score is not null then cast(least(greatest(round(score - 2), 1), 10) as bigint)
    end
);
