-- Whether a text calls on who has power over a brand: press, regulator, court, the head of it.
--
-- text  varchar
--
-- Returns: boolean
--
-- Case: names_power('I have written to the ombudsman') = true
-- Case: names_power('see you in court') = true
-- Case: names_power('my lawyer will be in touch') = true
-- Case: names_power('I told the BBC about it') = true
-- Case: names_power('your CEO should read this') = true
-- Case: names_power('the tennis court was wet') = false
-- Case: names_power('my order is late') = false
-- Case: names_power(null) = null
create or replace macro names_power(text) as (
    regexp_matches(
        lower(text),
        '\b(?:ombudsman|regulator|trading standards|consumer protection|watchdog|small claims'
        || '|in court|to court|sue you|lawyer|solicitor|attorney|legal action|journalist|newspaper'
        || '|the press|bbc|cnn|your ceo|the ceo|chief executive|verbraucherzentrale|anwalt'
        || '|abogado|avocat)\b'
    )
);
