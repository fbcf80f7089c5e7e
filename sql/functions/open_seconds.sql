-- Open seconds of a brand's calendar before a moment: its business clock.
--
-- Reads business_dates and business_days. For a brand that never closes these are the seconds since
-- 1970: only differences are told.
--
-- brand_key       varchar      of brands
-- moment          timestamptz  null: nothing, where the brand never closes
-- on_date         date         of the moment in the brand's time zone
-- is_always_open  boolean      the brand has no weekly hours
--
-- Returns: double
--
-- Case: open_seconds('acme', timestamptz '2026-03-02 09:00Z', date '2026-03-02', true) = 1772442000
-- Case: open_seconds('acme', timestamptz '2026-03-02 09:00Z', date '2026-03-02', false) = 3600
-- Case: open_seconds('acme', timestamptz '2026-03-02 13:30Z', date '2026-03-02', false) = 16200
-- Case: open_seconds('acme', timestamptz '2026-03-02 23:00Z', date '2026-03-02', false) = 32400
-- Case: open_seconds('acme', timestamptz '2026-03-03 07:00Z', date '2026-03-03', false) = 32400
-- Case: open_seconds('nobody', timestamptz '2026-03-03 07:00Z', date '2026-03-03', false) = 0
create or replace macro open_seconds(brand_key, moment, on_date, is_always_open) as (
    case
        when is_always_open then epoch(moment)
        else
            coalesce((
                select business_dates.cum_seconds
                from business_dates
                where
                    business_dates.brand = brand_key
                    and business_dates.local_date = on_date
            ), 0)
            + coalesce((
                select
                    sum(greatest(
                        0.0,
                        least(epoch(moment), epoch(business_days.closes_at))
                        - epoch(business_days.opens_at)
                    ))
                from business_days
                where
                    business_days.brand = brand_key
                    and business_days.local_date = on_date
            ), 0)
    end
);
