-- Standard normal deviate of a 95 % interval: everything that says "95 %" reaches this far.
--
-- Returns: double  standard errors to either side
--
-- Case: z95() = 1.95996398
create or replace macro z95() as (1.959963984540054::double);
