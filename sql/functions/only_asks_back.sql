-- Whether a reply only asks the customer for something, and holds nothing that helps.
--
-- It asks for something (asks_back) or to go on in private (moves_private), and has no link, time,
-- amount or step (says_something).
--
-- text  varchar  the reply
--
-- Returns: boolean
--
-- Case: only_asks_back('Please DM us your booking number and email so we can look into it.') = true
-- Case: only_asks_back('Send us a private message with your details and we''ll check.') = true
-- Case: only_asks_back('Which flight was it?') = true
-- Case: only_asks_back('Which flight was it? You get £250 back for a delay of 3 hours.') = false
-- Case: only_asks_back('Your refund left us on Monday.') = false
-- Case: only_asks_back('Sorry about this.') = false
-- Case: only_asks_back(null) = null
create or replace macro only_asks_back(text) as (
    (asks_back(text) or moves_private(text)) and not says_something(text)
);
