-- Lower end of the 95 % interval of a share read off a curve of waits.
--
-- Where nobody or everybody was answered the curve says nothing of chance: it is Wilson's then.
--
-- share       double  0 .. 1; null: nobody is known to have waited that long
-- turn_count  bigint  turns of the curve
-- low         double  of the curve there
--
-- Returns: double  0 .. 1; null: as share
--
-- Case: curve_share_low(0.5, 10, 0.4) = 0.4
-- Case: curve_share_low(0, 10, null) = 0
-- Case: curve_share_low(1, 10, null) = 0.7224672
-- Case: curve_share_low(null, 10, 0.4) = null
create or replace macro curve_share_low(share, turn_count, low) as (
    case
        when share is null then null
        when share in (0, 1) then wilson_low(share * turn_count, turn_count)
        else low
    end
);
