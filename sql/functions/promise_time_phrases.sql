-- Which of a language's words for times are several words, as a regular expression.
--
-- language  varchar  de, es; a constant
--
-- Returns: varchar  the keys of promise_times that hold a blank, the longest first
--
-- Case: promise_time_phrases('de') like '%|heute morgen|%' = true
-- Case: promise_time_phrases('es') like '%|pasado manana|%' = true
create or replace macro promise_time_phrases(language) as (
    case language
        when 'de'
            then
                'in der nachsten stunde|innerhalb der nachsten|innerhalb des nachsten'
                || '|binnen der nachsten|im laufe der woche|im laufe des tages'
                || '|ende dieser woche|heute nachmittag|heute vormittag|bis spatestens'
                || '|ende der woche|ende des tages|drei bis funf|halben stunde|innerhalb von'
                || '|morgen mittag|zwei bis drei|dieser woche|ein bis zwei|halbe stunde'
                || '|heute mittag|heute morgen|diese woche|heute abend|heute fruh|ein paar'
                || '|bis zum|bis zur|bis am|bis um'
        when 'es' then
            'a lo largo del dia|final de la semana|esta misma semana'
            || '|finales de semana|al final del dia|semana que viene|dias laborables'
            || '|final de semana|plazo maximo de|a primera hora|proxima semana'
            || '|a ultima hora|dia laborable|fin de semana|pasado manana|por la manana'
            || '|a medianoche|de la manana|del mediodia|dias habiles|al mediodia'
            || '|en menos de|esta manana|esta semana|fin del dia|proximo dia|un plazo de'
            || '|esta noche|esta tarde|media hora|unas pocas|unos pocos|antes del'
            || '|dentro de|dia habil|maximo de|un par de|antes de'
    end
);
