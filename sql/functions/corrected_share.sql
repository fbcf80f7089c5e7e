-- A share that a fallible scorer found, with its measured errors taken out (Rogan and Gladen 1978).
--
-- found_share        double  0 .. 1 as found
-- correction_slope   double  of measured_accuracy; null: too little is checked
-- correction_offset  double  of measured_accuracy
--
-- Returns: double  0 .. 1; null: unknown
--
-- Case: corrected_share(0.3, 1.25, -0.125) = 0.25
-- Case: corrected_share(0.05, 1.25, -0.125) = 0
-- Case: corrected_share(0.95, 1.25, -0.125) = 1
-- Case: corrected_share(0.3, null, null) = null
-- Case: corrected_share(null, 1.25, -0.125) = null
create or replace macro corrected_share(found_share, correction_slope, correction_offset) as (
    -- greatest() and least() skip nulls: what cannot be corrected would be 0.
    case
        when correction_offset + correction_slope * found_share is not null
            then greatest(0.0, least(1.0, correction_offset + correction_slope * found_share))
    end
);
