-- Whether a reply asks to go on where nobody else reads: a direct message, a mail, a call.
--
-- text  varchar  the reply
--
-- Returns: boolean
--
-- Case: moves_private('Please DM us your booking number') = true
-- Case: moves_private('Send us a private message') = true
-- Case: moves_private('Could you send us a direct message?') = true
-- Case: moves_private('Please email us at care@a.example') = true
-- Case: moves_private('Bitte schreib uns eine Direktnachricht') = true
-- Case: moves_private('The email is on its way') = false
-- Case: moves_private('We are sorry') = false
-- Case: moves_private(null) = null
create or replace macro moves_private(text) as (
    regexp_matches(
        lower(text),
        '(\b(?:dm|dms|pm)\b)|(\b(?:direct|private) messages?\b)'
        || '|(\b(?:message|inbox|email|e-mail|mail|call|phone|contact|write to) us\b)'
        || '|(direktnachricht)|(privatnachricht)|(\bper dm\b)|(mensaje (?:directo|privado))'
        || '|(message privé)|(en mp\b)'
    )
);
