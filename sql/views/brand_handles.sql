-- By which handles a brand is called: its accounts, and whatever else it is matched by.
--
-- Grain: brand
--
-- brand    varchar    key in earshot.toml, or the name a file gave
-- handles  varchar[]  lower case, without @, sorted
with

called as (

    select
        own_accounts.brand,
        own_accounts.account as handle
    from own_accounts
    union
    select
        brands.brand,
        ltrim(lower(unnest(brands.names)), '@') as handle
    from brands

)

select
    called.brand,
    list(called.handle order by called.handle) as handles
from called
group by called.brand
