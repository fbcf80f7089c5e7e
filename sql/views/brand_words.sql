-- Words of the names of brands, which in a question to the brand say nothing.
--
-- Grain: brand, word
--
-- brand  varchar  key in earshot.toml
-- word   varchar  in lower case
select distinct
    brands.brand,
    unnest(plain_words(array_to_string(brands.names, ' '))) as word
from brands
