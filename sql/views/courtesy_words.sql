-- Words of replies that say nothing about a case, and that complaints hold as well.
--
-- Grain: word
--
-- word  varchar  in lower case
select
    unnest(
        string_split(
            'sorry apologise apologize apologies apology inconvenience feedback team contact reach '
            || 'reaching help assist assistance message messages private details please thank '
            || 'thanks thanking understand frustrating frustration experience hope welcome '
            || 'appreciate patience issue issues look looking forward happy glad customer '
            || 'customers service support seriously important passed relevant department further '
            || 'trouble annoying touch case number email answer reply response know hear let '
            || 'tut leid entschuldigung danke vielen bitte hilfe kunde kunden gerne '
            || 'siento perdón disculpa gracias favor ayuda cliente',
            ' '
        )
    ) as word
