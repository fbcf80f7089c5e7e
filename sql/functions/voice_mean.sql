-- The mean of what many voices say, each post weighing the same.
--
-- sums  struct  of voice_sums
--
-- Returns: double  null: no post
--
-- Case: voice_mean({'part': 1.0, 'whole': 4.0}) = 0.25
-- Case: voice_mean({'part': 0.0, 'whole': 0.0}) = null
create or replace macro voice_mean(sums) as (sums.part / nullif(sums.whole, 0));
