-- Whether nothing but the sample story was ever loaded; a run that brought nothing does not count.
--
-- Grain: one row
select
    exists (
        select 1
        from runs
        where command = 'demo'
    )
    and not exists (
        select 1
        from runs
        where
            command <> 'demo'
            and (
                new_count > 0
                or changed_count > 0
                or engagement_count > 0
                or rejected_count > 0
            )
    ) as is_demo
