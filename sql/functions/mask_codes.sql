-- A text with what may be a code of somebody's case left out: bookings, orders, flights, accounts.
--
-- Masked is every word of letters and digits in three signs or more, and every number of three
-- digits or more, amounts excepted, so that a screen shows nobody's booking to whoever looks over a
-- shoulder.
--
-- text  varchar  null: unknown
--
-- Returns: varchar
--
-- Case: mask_codes('DM sent with NJK339.') = 'DM sent with •••.'
-- Case: mask_codes('Ref wrr932 again') = 'Ref ••• again'
-- Case: mask_codes('Order 48-1137-22 is late') = 'Order ••• is late'
-- Case: mask_codes('TVN 687 left at 16:40') = 'TVN ••• left at 16:40'
-- Case: mask_codes('£346.99 gone, 250€ more') = '£346.99 gone, 250€ more'
-- Case: mask_codes('5 bags, 20 kg') = '5 bags, 20 kg'
-- Case: mask_codes('NJK339 XCF301 ZPQ112') = '••• ••• •••'
-- Case: mask_codes('my mail is nora77@mail.example') = 'my mail is •••@mail.example'
-- Case: mask_codes('Ref:NJK339,XCF301') = 'Ref:•••,•••'
-- Case: mask_codes(null) = null
create or replace macro mask_codes(text) as (
    -- Blanks are doubled meanwhile: what stands between two codes belongs to one of them only.
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(text, '([\s,;/])', '\1\1', 'g'),
                '(^|[^\p{L}\p{N}_-])(?:[\p{L}_-]+\d[\p{L}\d_-]+|[\p{L}_-]{2,}\d+'
                || '|\d+[\p{L}_-]+[\p{L}_-]*\d[\p{L}\d_-]*|\d{3,}\p{L}[\p{L}\d_-]*)'
                || '([^\p{L}\p{N}_-]|$)',
                '\1•••\2', 'g'
            ),
            '(^|[^\p{L}\p{N}£€$:.,_-])\d{3,}([^\p{L}\p{N}€£$%:._-]|[.]?$|[.][^\d])', '\1•••\2', 'g'
        ),
        '([\s,;/])[\s,;/]', '\1', 'g'
    )
);
