-- Whether a text says that its author goes over to one of some brands, or had better done so.
--
-- text   varchar
-- names  varchar[]  what people call those brands
--
-- Returns: boolean
--
-- Case: names_move('Worst airline. Switching to Osterlune after this.', ['Osterlune']) = true
-- Case: names_move('I moved over to @osterlune last week', ['Osterlune']) = true
-- Case: names_move('from now on I book with Osterlune Air', ['Osterlune Air']) = true
-- Case: names_move('Should have booked with Osterlune.', ['Osterlune']) = true
-- Case: names_move('Ich wechsle zu Osterlune', ['Osterlune']) = true
-- Case: names_move('me paso a Osterlune', ['Osterlune']) = true
-- Case: names_move('I would never switch to Osterlune', ['Osterlune']) = false
-- Case: names_move('we moved to Oslo with Osterlune', ['Osterlune']) = false
-- Case: names_move('Osterlune is late', ['Osterlune']) = false
-- Case: names_move('Switching to C++', ['C++']) = true
-- Case: names_move(null, ['Osterlune']) = null
create or replace macro names_move(text, names) as (
    case
        when text is null then null
        -- The second pattern is another one for each brand, and dear.
        when
            not regexp_matches(
                lower(text), '\b(?:switch|mov|chang|book|fly|wechs|gewechs|me (?:paso|cambio|he))'
            )
            then false
        else
            regexp_matches(
                lower(text),
                '\b(?:(?:switch|mov|chang)(?:e|ed|es|ing)?(?: over| back)? to'
                || '|(?:book|booked|booking|fly|flying) with'
                || '|(?:wechsle|wechsele|gewechselt|wechsel) zu'
                || '|(?:me paso|me cambio|me he pasado|me he cambiado) a) @?(?:'
                || array_to_string(
                    list_transform(names, lambda name: regexp_escape(lower(name))), '|'
                )
                || ')(?:\W|$)'
            )
            and not regexp_matches(
                lower(text),
                '\b(?:not|never|nie|nicht|nunca|no|\w+n.t) (?:switch|mov|chang|book|fly|me )'
            )
    end
);
