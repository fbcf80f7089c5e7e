-- Files that were loaded, the newest first.
select
    runs.run_id,
    runs.source,
    runs.started_at,
    runs.new_count,
    runs.changed_count,
    runs.rejected_count
from runs
where runs.command = 'load'
order by runs.started_at desc, runs.run_id asc
limit $row_limit
