-- Whether nothing but the sample story was ever loaded.
--
-- Grain: one row
select
    exists (select 1 from runs)
    and not exists (
        select 1
        from runs
        where command <> 'demo'
    ) as is_demo
