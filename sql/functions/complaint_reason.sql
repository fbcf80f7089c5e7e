-- Why a post is a complaint: the first rule that holds.
--
-- rating              double   1 .. 5; null: none given
-- polarity            varchar  positive, neutral, negative; null: unscored
-- has_complaint_word  boolean  it names what goes wrong
-- is_addressed        boolean  it is said to the brand
-- complaint_score     double   0 .. 1, weighed evidence; null: unscored
-- told                varchar  what a person says: yes, no; null: nobody did
--
-- Returns: varchar  rating, word, address, evidence, person; null: it is none
--
-- Case: complaint_reason(2, 'positive', false, false, 0.1, null) = 'rating'
-- Case: complaint_reason(2.5, 'positive', true, true, 0.1, null) = null
-- Case: complaint_reason(null, 'negative', true, true, 0.1, null) = 'word'
-- Case: complaint_reason(null, 'negative', false, true, 0.1, null) = 'address'
-- Case: complaint_reason(null, 'negative', false, false, 0.1, null) = null
-- Case: complaint_reason(null, null, true, true, 0.1, null) = null
-- Case: complaint_reason(5, 'positive', false, false, 0.1, 'yes') = 'person'
-- Case: complaint_reason(1, 'positive', false, false, 0.1, 'yes') = 'rating'
-- Case: complaint_reason(1, 'negative', true, true, 0.1, 'no') = null
-- Case: complaint_reason(null, 'neutral', false, false, 0.5, null) = 'evidence'
-- Case: complaint_reason(3, 'neutral', false, false, 0.7, null) = 'evidence'
-- Case: complaint_reason(null, 'positive', false, false, 0.7, null) = null
-- Case: complaint_reason(4, 'positive', false, false, 0.9, null) = null
-- Case: complaint_reason(null, 'neutral', false, false, 0.49, null) = null
-- Case: complaint_reason(null, 'neutral', false, false, 0.9, 'no') = null
-- Case: complaint_reason(null, null, true, true, null, null) = null
create or replace macro complaint_reason(
    rating, polarity, has_complaint_word, is_addressed, complaint_score, told
) as (
    case
        when told = 'no' then null
        when rating <= 2 then 'rating'
        when polarity = 'negative' and has_complaint_word then 'word'
        when polarity = 'negative' and is_addressed then 'address'
        -- The cut that ingest/reading/complaints.py publishes; praise and a good rating end it.
        when
            complaint_score >= 0.5
            and polarity is distinct from 'positive'
            and coalesce(rating, 3) < 4
            then 'evidence'
        when told = 'yes' then 'person'
    end
);
