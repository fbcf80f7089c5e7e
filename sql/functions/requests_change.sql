-- Whether a sentence wants something of the brand to be other than it is: added, brought back, let.
--
-- English, with the commonest turns of German, French and Spanish. To want a case mended ("please
-- fix this") or an answer ("please let me know") is no wish of this kind.
--
-- sentence  varchar  in lower case, apostrophes straight, as promise_sentences gives it
--
-- Returns: boolean
--
-- Case: requests_change('please bring back the old app.') = true
-- Case: requests_change('bring the late bus back!') = true
-- Case: requests_change('could you add a dark mode?') = true
-- Case: requests_change('why can''t i pay by card?') = true
-- Case: requests_change('why is there no direct flight to faro?') = true
-- Case: requests_change('i wish you had a night line.') = true
-- Case: requests_change('it would be great if you opened at seven.') = true
-- Case: requests_change('warum gibt es kein nachtnetz?') = true
-- Case: requests_change('please fix this.') = false
-- Case: requests_change('can you add my number to a booking?') = false
-- Case: requests_change('i had to bring the bag back to the desk.') = false
-- Case: requests_change('please bring the bag back to the desk.') = false
-- Case: requests_change('please let me know.') = false
-- Case: requests_change('you should have told me.') = false
-- Case: requests_change('can i add a bag after booking?') = false
-- Case: requests_change('i can''t log in.') = false
-- Case: requests_change(null) = null
create or replace macro requests_change(sentence) as (
    regexp_matches(
        sentence,
        -- "Bring the bag back to the desk" is an errand.
        '\bbring back\b|(^|\bplease |\byou should )bring (\S+ ){1,4}?back[.!? ]*$'
        || '|\bplease (add|allow|introduce|include|offer|consider|make it possible)\b'
        || '|\b(can|could|would|will) you (please |also )?(allow|introduce|offer)\b'
        || '|\b(can|could|would|will) you (please |also )?(add|include) '
        || '(an?|the|some|more|another|support|options?)\b'
        || '|\byou should (really )?(add|allow|introduce|include|offer|let)\b'
        || '|\bwhy (can''?t|cannot|can) (i|we|one|people|customers) (not )?'
        || '|\bwhy (is|are) there (no|not)\b|\bwhy (isn|aren)''?t there\b'
        || '|\bwhy don''?t you (have|offer|sell|allow|accept|let|add|support)\b'
        || '|\b(i|we) (really |do )?wish (you|there|it|that you)\b'
        || '|\b(would|i''?d|we''?d) (really )?(love|like) (it if|to see|you to)\b'
        || '|\bwould be (so |really |very )?(nice|great|good|helpful|useful) (if|to have)\b'
        || '|\bfeature request\b|\badd (an? )?(option|feature|button)\b'
        || '|\bbringt (\S+ ){0,4}?zurück\b|\bwarum kann (ich|man)\b|\bwarum gibt es kein'
        || '|\bwäre (schön|toll|gut|hilfreich), wenn\b'
        || '|\bramenez\b|\bpourquoi (ne )?(peut-on|puis-je|je ne peux) pas\b'
        || '|por qué no (puedo|podemos|hay)\b'
    )
);
