-- Files that were loaded and can be taken back, the newest first.
select
    runs.run_id,
    runs.source,
    runs.started_at,
    runs.new_count,
    runs.changed_count,
    runs.rejected_count
from runs
where
    runs.command = 'load'
    and runs.run_id in (
        select load_posts.run_id
        from load_posts
    )
order by runs.started_at desc, runs.run_id asc
limit $row_limit
