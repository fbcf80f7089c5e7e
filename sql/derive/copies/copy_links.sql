-- What holds copies together: a band that two posts or more share, a group that is known already.
--
-- A group's name is the smallest first band among its texts.
--
-- Reads: copy_loose. Leaves: copy_links.
create or replace temp table copy_links as
with

labelled as (

    select
        post_id,
        copy_band_1 as first_band,
        unnest([copy_band_1, copy_band_2, copy_band_3, copy_band_4, copy_group]) as label,
        unnest([false, false, false, false, true]) as is_group
    from copy_loose
    where copy_band_1 is not null

),

shared as (

    select label
    from labelled
    where label is not null
    group by label
    having bool_or(is_group) or min(post_id) <> max(post_id)

)

select
    labelled.first_band,
    labelled.label,
    bool_or(labelled.is_group) as is_group
from labelled
inner join shared
    on labelled.label = shared.label
group by labelled.first_band, labelled.label;
