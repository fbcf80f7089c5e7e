-- Whether the median of a curve of waits is worth showing.
--
-- On a plateau of the curve it is noise: one more answer moves it by hours. So its interval has to
-- be bounded, and the share answered to come from 45 to 55 % within three times the wait (of an
-- exponential curve it takes 1.3 times as long).
--
-- high_seconds    double  upper end of the median's interval; null: not reached
-- before_seconds  double  when 45 % were answered; null: never
-- after_seconds   double  when 55 % were answered; null: never
--
-- Returns: boolean
--
-- Case: is_stable_median(1000, 600, 1800) = true
-- Case: is_stable_median(1000, 600, 1801) = false
-- Case: is_stable_median(null, 600, 700) = false
-- Case: is_stable_median(1000, 600, null) = false
-- Case: is_stable_median(0, 0, 0) = true
create or replace macro is_stable_median(high_seconds, before_seconds, after_seconds) as (
    high_seconds is not null and coalesce(after_seconds <= 3 * before_seconds, false)
);
