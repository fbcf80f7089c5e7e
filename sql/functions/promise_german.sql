-- What makes a sentence a promise in German, as regular expressions: the words are data.
--
-- Parts: none (a question, wish, condition, refusal, what the customer does, and what is over: no
-- promise), call, update, reply, service, money (of which it is) and paid (what becomes of it);
-- money is promised where both of the last two are found. In lower case, without accents.
--
-- part  varchar  none, call, update, reply, service, money, paid; a constant, so that an expression
--                is made once for all rows
--
-- Returns: varchar  alternatives with | between them; null: no such part
--
-- Case: promise_german('update') like '%nachstes?%' = true
-- Case: promise_german('other') = null
create or replace macro promise_german(part) as (
    case part
        when 'none'
            then
                '\?\s*$|\b(wenn|falls|bitte|sobald (sie|du|ihr)|sofern|ob)\b'
                || '|\b(nicht|nichts|nie|kein|keine[nmrs]?|ohne gewahr)\b'
                || '|\b(versuchen|hoffen|hoffentlich|bemuhen|vielleicht|eventuell|evtl'
                || '|moglicherweise|voraussichtlich nicht|konnten?|konnen|kann|mochten?|wurden?'
                || '|sollten?|normalerweise|ublicherweise|in der regel|meist(ens)?)\b'
                || '|\b(seit|vor \d+ (minut|stund|tag|woch|monat)\w*|gestern|bereits|schon'
                || '|hat(ten?)?|haben|wurden?)\b'
                || '|^\W*(schreib|schick|send|ruf|meld|kontaktier|besuch|klick|folg|lass|schau)'
                || '(en sie|t|e?)\b'
        when 'call'
            then
                '\bruf(e|t|en) (wir |ich )?(sie|dich|euch|ihnen|dir)\b.*\b(an|zuruck|durch)\b'
                || '|\b(sie|dich|euch|ihnen)\b( \S+){0,6} (anrufen|zuruckrufen)\b'
                || '|\b(wird|werden|werde)\b( \S+){0,8} (anrufen|zuruckrufen|telefonieren)\b'
                || '|\b(erhalten|erhaltst|bekommen|bekommst|bekommt) (sie |du |ihr )?'
                || '( ?\S+){0,6} ?(anruf|ruckruf)\b'
                || '|\b(ruckruf|anruf) (erfolgt|kommt|folgt|bis|innerhalb|in den)\b'
                || '|\b(telefonisch)\b.*\bbei (ihnen|dir|euch)\b|\bmeldet? .*\btelefonisch\b'
        when 'update'
            then
                '\bnachstes? (update|info|information|stand|meldung)\b'
                || '|\bhalten? (sie|dich|euch|wir sie|wir dich|wir euch)\b.*\b(laufenden'
                || '|informiert)'
                || '|\b(informier(e|en)|benachrichtig(e|en)|update) (wir )?(sie|dich|euch|hier)\b'
                || '|\bgeb(e|en) (wir |ich )?(ihnen|dir|euch)\b.*\b(bescheid|update|info)'
                || '|\bgeb(e|en) (wir |ich )?.*\bbescheid\b'
                || '|\b(werd(e|en)|wird)\b( \S+){0,8} (informieren|benachrichtigen'
                || '|bescheid geben|auf dem laufenden halten)\b'
                || '|\b(weitere|mehr|neue) (infos?|informationen|neuigkeiten) '
                || '(um|bis|gibt|folg|geben|innerhalb|ab|in|heute|morgen)'
                || '|\bupdate (um|folgt|kommt|bis|innerhalb|gibt)\b'
        when 'reply'
            then
                '\bmeld(e|en|et) (ich |wir |sich )?(mich|uns|sich|[\w ]+ sich)\b|\bmeldet sich\b'
                || '|\b(wird|werden|werde)\b( \S+){0,8} (melden|antworten|schreiben|kontaktieren'
                || '|beantworten|zuruckkommen)\b|\b(antwort(e|en)|schreib(e|en)'
                || '|kontaktier(e|en|t)|mail(e|en)) (ich |wir )?(ihnen|dir|euch|sie|dich)\b'
                || '|\b(erhalten|erhaltst|bekommen|bekommst|bekommt|haben) (sie |du |ihr )?'
                || '( ?\S+){0,6} ?(antwort|ruckmeldung|nachricht|mail|e-mail)\b'
                || '|\bhoren (sie|sie \S+|wieder) .*von (uns|mir)\b|\bhor(st|t) (du|ihr) '
                || '.*von (uns|mir)\b|\b(sie|du|ihr) hor(en|st|t)\b.*\bvon (uns|mir)\b'
                || '|\bkomm(e|en) (ich |wir )?.*\bauf (sie|dich|euch) zu(ruck)?\b'
                || '|\b(antwort|ruckmeldung) (bis|innerhalb|folgt|kommt|in den)\b'
                || '|\bsetz(e|en|t) (uns|mich|sich) .*in verbindung\b'
        when 'money'
            then
                '\b(erstattung|ruckerstattung|geld|betrag|zahlung|gutschrift|abbuchung|gebuhr'
                || '|kosten|kaufpreis|doppelte|euro|eur|summe)|[£$€]|\b\w*(betrag|preis|gebuhr)\b'
        when 'paid'
            then
                '\b(geht|gehen|kommt|kommen) .*\bzuruck\b|\b(erstatten|erstatte|uberweisen'
                || '|uberweise|zahlen|buchen|schreiben) (ich |wir )?(ihnen|dir|euch|den|die|das)\b'
                || '|\b(wird|werden)\b.*\b(erstattet|ruckerstattet|gutgeschrieben|uberwiesen'
                || '|zuruckgezahlt|zuruckgebucht|storniert|ausgezahlt|zuruckerstattet)\b'
                || '|\b(ist|sind) .*\b(auf ihrem|auf deinem|auf dem) konto\b'
                || '|\b(erfolgt|dauert|erscheint|kommt an|trifft .*ein)\b'
        when 'service'
            then
                '\b(lauft|laufen|funktioniert|funktionieren|geht|gehen|fahrt|fahren|offnet|offnen'
                || '|startet|starten|fliegt)\b.*\bwieder\b|\bwieder (verfugbar|da|online|offen'
                || '|erreichbar|geoffnet|in betrieb|normal)\b'
                || '|\b(ist|sind|wird|werden)\b.*\b(behoben|repariert|geliefert|zugestellt'
                || '|verschickt'
                || '|versendet|ersetzt|gelost|fertig|verfugbar|bereit|ausgetauscht|zuruckgesetzt'
                || '|erledigt|nachgeliefert)\b|\b(kommt|kommen|trifft|treffen)\b.*\b(an|ein)\b'
                || '|\b(liefern|reparieren|beheben|schicken|verschicken|senden|versenden|prufen'
                || '|klaren|tauschen|losen|ersetzen|stellen) (wir|ich|ihnen|dir|euch|das|den|die'
                || '|es)\b'
                || '|\b(werden|werde|wird)\b.*\b(prufen|klaren|beheben|reparieren|liefern|schicken'
                || '|senden|ersetzen|losen|ankommen|eintreffen)\b'
    end
);
