-- What a language calls times, each in the English words that promise_clock and promise_hours read.
--
-- Of several words and of single ones, without accents: the words are data.
--
-- language  varchar  de, es; a constant
--
-- Returns: map(varchar, varchar)
--
-- Case: promise_times('de')['ubermorgen'] = 'day after tomorrow'
-- Case: promise_times('es')['por la manana'] = 'morning'
create or replace macro promise_times(language) as (
    map_from_entries(
        case language
            when 'de'
                then
                    [
                        ('heute morgen', 'this morning'), ('heute vormittag', 'this morning'),
                        ('heute fruh', 'this morning'), ('heute mittag', 'today by noon'),
                        ('heute nachmittag', 'today'), ('heute abend', 'tonight'),
                        ('morgen mittag', 'tomorrow by noon'), ('im laufe des tages', 'today'),
                        ('im laufe der woche', 'end of week'), ('ende des tages', 'end of day'),
                        ('ende der woche', 'end of week'), ('ende dieser woche', 'end of week'),
                        ('diese woche', 'end of week'), ('dieser woche', 'end of week'),
                        ('innerhalb von', 'within'), ('innerhalb der nachsten', 'within'),
                        ('innerhalb des nachsten', 'within'), ('binnen der nachsten', 'within'),
                        ('in der nachsten stunde', 'within the hour'),
                        ('halben stunde', '30 min'), ('halbe stunde', '30 min'),
                        ('bis zum', 'by'), ('bis zur', 'by'), ('bis spatestens', 'by'),
                        ('bis um', 'by'), ('bis am', 'by'), ('ein paar', 'few'),
                        ('ein bis zwei', '1 to 2'), ('zwei bis drei', '2 to 3'),
                        ('drei bis funf', '3 to 5'), ('bis', 'by'), ('vor', 'before'),
                        ('um', 'at'), ('gegen', 'around'), ('ab', 'from'),
                        ('spatestens', 'latest'), ('am', 'on'), ('von', 'of'),
                        ('innerhalb', 'within'), ('binnen', 'within'), ('in', 'in'),
                        ('den', 'the'), ('der', 'the'), ('die', 'the'), ('und', 'to'),
                        ('nachste', 'next'), ('nachsten', 'next'), ('nachster', 'next'),
                        ('kommende', 'next'), ('kommenden', 'next'), ('kommender', 'next'),
                        ('heute', 'today'), ('morgen', 'tomorrow'),
                        ('ubermorgen', 'day after tomorrow'), ('fruh', 'morning'),
                        ('vormittag', 'morning'), ('mittag', 'noon'), ('mittags', 'noon'),
                        ('mitternacht', 'midnight'), ('tagesende', 'end of day'),
                        ('wochenende', 'end of week'), ('feierabend', 'end of day'),
                        ('uhr', 'o''clock'), ('montag', 'monday'), ('dienstag', 'tuesday'),
                        ('mittwoch', 'wednesday'), ('donnerstag', 'thursday'),
                        ('freitag', 'friday'), ('samstag', 'saturday'),
                        ('sonnabend', 'saturday'), ('sonntag', 'sunday'), ('minute', 'min'),
                        ('minuten', 'min'), ('stunde', 'hour'), ('stunden', 'hours'),
                        ('std', 'hours'), ('viertelstunde', '15 min'), ('tag', 'day'),
                        ('tage', 'days'), ('tagen', 'days'), ('werktag', 'working day'),
                        ('werktage', 'working days'), ('werktagen', 'working days'),
                        ('arbeitstage', 'working days'), ('arbeitstagen', 'working days'),
                        ('arbeitstag', 'working day'), ('bankarbeitstage', 'working days'),
                        ('bankarbeitstagen', 'working days'), ('geschaftstage', 'working days'),
                        ('geschaftstagen', 'working days'), ('woche', 'week'),
                        ('wochen', 'weeks'), ('ein', 'a'), ('eine', 'a'), ('einem', 'a'),
                        ('einer', 'a'), ('eines', 'a'), ('zwei', 'two'), ('drei', 'three'),
                        ('vier', 'four'), ('funf', 'five'), ('sechs', 'six'),
                        ('sieben', 'seven'), ('acht', 'eight'), ('neun', 'nine'),
                        ('zehn', 'ten'), ('paar', 'few'), ('wenigen', 'few')
                    ]
            when 'es' then [
                ('pasado manana', 'day after tomorrow'),
                ('esta manana', 'this morning'), ('por la manana', 'morning'),
                ('de la manana', 'morning'), ('a primera hora', 'morning'),
                ('esta tarde', 'today'), ('esta noche', 'tonight'),
                ('a lo largo del dia', 'today'), ('a ultima hora', 'today'),
                ('al final del dia', 'end of day'), ('fin del dia', 'end of day'),
                ('al mediodia', 'at noon'), ('del mediodia', 'noon'),
                ('a medianoche', 'at midnight'), ('fin de semana', 'end of week'),
                ('final de la semana', 'end of week'),
                ('finales de semana', 'end of week'),
                ('final de semana', 'end of week'), ('esta semana', 'end of week'),
                ('esta misma semana', 'end of week'), ('proxima semana', 'next week'),
                ('semana que viene', 'next week'), ('dentro de', 'within'),
                ('en menos de', 'within'), ('un plazo de', 'within'),
                ('plazo maximo de', 'within'), ('maximo de', 'within'),
                ('antes de', 'before'), ('antes del', 'before'),
                ('media hora', '30 min'), ('un par de', 'couple of'),
                ('unos pocos', 'few'), ('unas pocas', 'few'),
                ('dias habiles', 'working days'), ('dias laborables', 'working days'),
                ('dia habil', 'working day'), ('dia laborable', 'working day'),
                ('proximo dia', 'next day'), ('hoy', 'today'), ('manana', 'tomorrow'),
                ('antes', 'before'), ('hasta', 'until'), ('sobre', 'around'),
                ('hacia', 'around'), ('desde', 'from'), ('el', 'on'), ('este', 'on'),
                ('en', 'in'), ('las', 'the'), ('los', 'the'), ('la', 'the'),
                ('y', 'to'), ('o', 'or'), ('unos', 'few'), ('unas', 'few'),
                ('proximo', 'next'), ('proxima', 'next'), ('proximos', 'next'),
                ('proximas', 'next'), ('lunes', 'monday'), ('martes', 'tuesday'),
                ('miercoles', 'wednesday'), ('jueves', 'thursday'),
                ('viernes', 'friday'), ('sabado', 'saturday'), ('domingo', 'sunday'),
                ('minuto', 'min'), ('minutos', 'min'), ('min', 'min'), ('hora', 'hour'),
                ('horas', 'hours'), ('dia', 'day'), ('dias', 'days'),
                ('semana', 'week'), ('semanas', 'weeks'), ('mediodia', 'noon'),
                ('medianoche', 'midnight'), ('un', 'a'), ('una', 'a'), ('dos', 'two'),
                ('tres', 'three'), ('cuatro', 'four'), ('cinco', 'five'),
                ('seis', 'six'), ('siete', 'seven'), ('ocho', 'eight'),
                ('nueve', 'nine'), ('diez', 'ten')
            ]
        end
    )
);
