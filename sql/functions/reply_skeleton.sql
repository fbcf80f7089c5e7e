-- What is left of a reply when all that changes from customer to customer is taken away.
--
-- Without handles, links, the greeting with a name, the names of who is answered, tokens with
-- figures, the closing and the signature; in lower case, one blank between words.
--
-- text  varchar  the reply; null: unknown
-- name  varchar  of who is answered; null: unknown
--
-- Returns: varchar  may be empty
--
-- Case: reply_skeleton('@tom7 Hi Tom, sorry. Please DM us. ^KM', null) = 'sorry please dm us'
-- Case: reply_skeleton('Hello Ana Ruiz! We are sorry -Joel', null) = 'we are sorry'
-- Case: reply_skeleton('Dear Tom, see https://a.example/help Kind regards -Priya', null) = 'see'
-- Case: reply_skeleton('£20 for AB1234 is on its way, Nora', 'Nora Halden') = 'for is on its way'
-- Case: reply_skeleton('We are sorry', null) = 'we are sorry'
-- Case: reply_skeleton('Wir bedauern das sehr ^AB', null) = 'wir bedauern das sehr'
-- Case: reply_skeleton('@tom', null) = ''
-- Case: reply_skeleton(null, null) = null
create or replace macro reply_skeleton(text, name) as (
    trim(regexp_replace(
        regexp_replace(
            lower(regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(text, '(@[\w.-]+)|(https?://\S+)', ' ', 'g'),
                        '(?:^|[\s.,!?)])[\^/*~–—-]{1,2}\s?[A-Z][A-Za-z]{0,14}(?:\s[A-Z]{1,3})?'
                        || '\W*(?:[(\[]?\d\s?/\s?\d[)\]]?)?\W*$',
                        ' '
                    ),
                    '(?i:(?:kind |best |warm )?regards|mit freundlichen grüßen|saludos'
                    || '|cordialement)\W*$',
                    ' '
                ),
                '^\W*(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo'
                || '|guten tag|liebe[rs]?|hola|estimad[oa]|bonjour|bonsoir|cher|chère|ciao'
                || '|olá)(?i: there| again| all)?(?:\s+\p{Lu}[\p{L}''’-]*){0,2}(?:\W+|$)',
                ' '
            )),
            concat(
                '(\S*[0-9]\S*)|(\b(?:',
                array_to_string(regexp_extract_all(lower(coalesce(name, '')), '[a-z]{2,}'), '|'),
                ')\b)'
            ),
            ' ', 'g'
        ),
        '[^\p{L}''’]+', ' ', 'g'
    ))
);
