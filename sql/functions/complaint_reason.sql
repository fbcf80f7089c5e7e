-- Why a post is a complaint: the first rule that holds.
--
-- rating              double   1 .. 5; null: none given
-- polarity            varchar  positive, neutral, negative; null: unscored
-- has_complaint_word  boolean  it names what goes wrong
-- is_addressed        boolean  it is said to the brand
-- told                varchar  what a person says: yes, no; null: nobody did
--
-- Returns: varchar  rating, word, address, person; null: it is none
--
-- Case: complaint_reason(2, 'positive', false, false, null) = 'rating'
-- Case: complaint_reason(2.5, 'positive', true, true, null) = null
-- Case: complaint_reason(null, 'negative', true, true, null) = 'word'
-- Case: complaint_reason(null, 'negative', false, true, null) = 'address'
-- Case: complaint_reason(null, 'negative', false, false, null) = null
-- Case: complaint_reason(null, null, true, true, null) = null
-- Case: complaint_reason(5, 'positive', false, false, 'yes') = 'person'
-- Case: complaint_reason(1, 'positive', false, false, 'yes') = 'rating'
-- Case: complaint_reason(1, 'negative', true, true, 'no') = null
create or replace macro complaint_reason(
    rating, polarity, has_complaint_word, is_addressed, told
) as (
    case
        when told = 'no' then null
        when rating <= 2 then 'rating'
        when polarity = 'negative' and has_complaint_word then 'word'
        when polarity = 'negative' and is_addressed then 'address'
        when told = 'yes' then 'person'
    end
);
