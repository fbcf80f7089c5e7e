-- What makes a sentence a promise in Spanish, as regular expressions: the words are data.
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
-- Case: promise_spanish('update') like '%proxima%' = true
-- Case: promise_spanish('other') = null
create or replace macro promise_spanish(part) as (
    case part
        when 'none'
            then
                '\?\s*$|^\W*si |, si |\b(por favor|a menos que|salvo que|una vez que|en cuanto '
                || '(nos|tu|usted|recibamos))\b'
                || '|\bno ((le|te|les|os|lo|la|los|las|nos|se|me) )*(\w+(emos|ra|ran|re|ras)\b'
                || '|pod|pued|hay|tenemos|prometemos|garantizamos|es posible|damos|contamos)'
                || '|\b(nunca|nada|imposible|ningun)\b'
                || '|\b(intentaremos|intentamos|trataremos|tratamos|esperamos|espero|ojala'
                || '|procuramos|procuraremos|quizas?|tal vez|a lo mejor|podria\w*|podemos'
                || '|puede\w*|puedes|deberia\w*|normalmente|por lo general|suele\w*|solemos)\b'
                || '|\b(desde|hace|ayer|ya (hemos|han|ha|he)|hemos|han sido|ha sido)\b'
                || '|^\W*(escriba|escribe|envie|envia|mande|manda|llame|llama|contacte|contacta'
                || '|visite|visita|siga|sigue|revise|revisa)(nos|me)?\b'
        when 'call'
            then
                '\bllamar(e|emos|a|an)\b( \S+)?|\b(vamos|voy|va|van) a llamar'
                || '|\b(le|te|les|os) (llamamos|llamo|llama|llaman|devolvemos la llamada)\b'
                || '|\b(recibira|recibiras|recibiran|tendra|tendras) ( ?\S+){0,4} ?llamada\b'
                || '|\bdevolver(e|emos|a|an) (la|su|tu) llamada\b'
        when 'update'
            then
                '\b(proxima|siguiente) (actualizacion|informacion|novedad)\b'
                || '|\b(mantendre(mos)?|mantendra|mantenemos)\b.*\b(informad|al tanto|al corriente)'
                || '|\b(informare(mos)?|avisare(mos)?|actualizare(mos)?|comunicare(mos)?'
                || '|notificare(mos)?|informara|avisara)\b'
                || '|\b(le|te|les|os) (avisamos|informamos|aviso|informo|mantenemos)\b'
                || '|\b(vamos|voy) a (informar|avisar|actualizar|mantener)'
                || '|\b(daremos|habra|publicaremos|compartiremos|tendremos) (\S+ )?'
                || '(informacion|noticias|actualizacion|novedades|datos)'
        when 'reply'
            then
                '\b(responder|contestar|escribir|contactar)(e|emos|a|an)\b'
                || '|\b(le|te|les|os) (respondemos|contestamos|escribimos|contactamos|respondo'
                || '|contesto|escribo|decimos algo)\b'
                || '|\bponemos en contacto\b|\bpondre(mos)? en contacto\b'
                || '|\bpondran? en contacto\b|\b(vamos|voy|va|van) a (responder|contestar|escribir'
                || '|contactar|poner\w* en contacto)'
                || '|\b(recibira|recibiras|tendra|tendras|recibiran|tendran|obtendra) ( ?\S+){0,5} '
                || '?(respuesta|correo|mensaje|email|contestacion|noticias)\b'
                || '|\bsabra(s|n)? (de nosotros|algo)\b|\bdare(mos)? (una )?respuesta\b'
                || '|\bvolvere(mos)? a (escribir|contactar|contestar)'
        when 'money'
            then
                '\b(reembolso|devolucion|dinero|importe|cargo|pago|cobro|abono|euros?|cantidad'
                || '|tarifa|tasa|duplicad)|[£$€]'
        when 'paid'
            then
                '\b(devolver|reembolsar|abonar|ingresar|pagar|transferir)(e|emos|a|an)\b'
                || '|\bse (le |te |les )?(devuelven?|reembolsan?|abonan?|ingresan?|anulan?'
                || '|devolvera|reembolsara|abonara)\b'
                || '|\bsera(n)? (devuelt|reembolsad|abonad|anulad|ingresad)'
                || '|\b(llegara|aparecera|estara|vera|veras|recibira|recibiras|tendra|tendras'
                || '|tarda|tardara|vuelve|volvera)n?\b|\b(le|te) (devolvemos|reembolsamos|abonamos'
                || '|ingresamos)\b'
        when 'service'
            then
                '\bvolvera(n)? a\b|\bvuelven? a (funcionar|abrir|estar|circular|operar)\b'
                || '|\b(funcionara|estara|quedara|sera)n? .*\b(disponible|list|solucionad|arreglad'
                || '|operativ|resuelt|restablecid|reparad|entregad|enviad|abiert)'
                || '|\b(funcionara|abrira|reabrira|llegara|saldra|se reanuda)n?\b'
                || '|\b(arreglar|solucionar|enviar|entregar|reparar|resolver|cambiar|revisar'
                || '|comprobar|reponer)(e|emos|a|an)\b|\b(vamos|voy) a (arreglar|solucionar|enviar'
                || '|entregar|reparar|resolver|revisar|comprobar)'
                || '|\b(le|te|lo|la|se lo|se la) (enviamos|entregamos|arreglamos|revisamos)\b'
    end
);
