-- Whether every key of a map is one that is read; else an error that names those that are.
--
-- A filter that is misspelled would silently keep everything.
--
-- given  map(varchar, varchar)  names and values; an empty map or null: none
-- known  varchar[]              the names that are read
--
-- Returns: boolean  true
--
-- Case: keys_known(map {'source': 'chirp'}, ['source', 'words']) = true
-- Case: keys_known(map {}, ['source', 'words']) = true
-- Case: keys_known(null, ['source', 'words']) = true
create or replace macro keys_known(given, known) as (
    case
        when coalesce(list_has_all(known, map_keys(given)), true) then true
        else error(concat(
            'Nothing is narrowed by some of ', given, '; there are ', array_to_string(known, ', '),
            '.'
        ))
    end
);
