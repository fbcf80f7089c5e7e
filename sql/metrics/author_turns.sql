-- What one author asked of the brand, and what became of it.
--
-- Turns of all times, as far as filters keep them; those that are turns only because they were
-- answered (is_selected) are among them, and left out of every figure.
--
-- Parameters: brand, author, filters := map {}
-- Grain: brand, turn_id
-- Columns: turns
select turns.*
from filtered_turns(brand, null, null, filters := filters) as turns
where is_author(turns.source, turns.author_id, author)
