-- What a reply tells that could be told otherwise: links, amounts of money, measures, spans of
-- time; each as it stands there, but in lower case.
--
-- A link to the front door of help or contact pages is what everybody gets, so it is none. Times
-- of the clock and dates are of one case and are none either.
--
-- text  varchar  of a post; null: none
--
-- Returns: varchar[]  in their order; null where there is no text
--
-- Case: told_values('A bag is £30, or €35.50.') = ['£30', '€35.50']
-- Case: told_values('It costs 30 euros or 35 €') = ['30 euros', '35 €']
-- Case: told_values('Up to 45 x 36 x 20 cm, 8 kg') = ['45 x 36 x 20 cm', '8 kg']
-- Case: told_values('Within 5 to 7 days') = ['5 to 7 days']
-- Case: told_values('See (https://A.example/bags?x=1).') = ['https://a.example/bags']
-- Case: told_values('Visit https://a.example/help for 10% off') = ['10%']
-- Case: told_values('It runs at 14:30 on 12 May, seat 4C, TVN302') = []
-- Case: told_values(null) = null
create or replace macro told_values(text) as (
    regexp_extract_all(
        regexp_replace(
            lower(text),
            '(https?://|www\.)\S+/(help|support|contact|contact-us|faq|hilfe|kontakt|ayuda|aide)'
            || '/?[.,!?)]*(\s|$)',
            ' ', 'g'
        ),
        'https?://[^\s?#]*\w'
        || '|[£€$]\s?\d+(?:[.,]\d+)*'
        || '|\b\d+(?:[.,]\d+)?(?:\s?(?:-|–|to|x|×)\s?\d+(?:[.,]\d+)?){0,2}\s?(?:[£€$%]'
        || '|(?:euro|pound|dollar|cm|mm|kg|lb|inch|inche|litre|liter|minute|min|hour|hr|day|week'
        || '|month|year|tag|tage|tagen|woche|wochen|stunde|stunden|euro|día|hora|semana|jour'
        || '|heure|semaine)s?\b)'
    )
);
