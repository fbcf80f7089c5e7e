-- Who answers for a brand.
--
-- Grain: brand, account
create table own_accounts (
    brand varchar not null,
    account varchar not null            -- handle or author id, lower case, without @
)
