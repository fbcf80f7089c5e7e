-- Replace what changed among the rows of the touched conversations.
--
-- Reads: mention_rows, held, delta. Leaves: posts, final_rows.
create or replace temp table machines as

select distinct
    mention_rows.post_id,
    mention_rows.brand
from mention_rows
left join automated_texts
    on
        mention_rows.brand = automated_texts.brand
        and mention_rows.reply_key = automated_texts.reply_key
left join automated_patterns
    on
        mention_rows.brand = automated_patterns.brand
        and regexp_matches(mention_rows.text, automated_patterns.pattern)
where
    mention_rows.direction = 'outbound'
    and (
        mention_rows.author_is_bot
        or mention_rows.was_automated
        or automated_texts.brand is not null
        or automated_patterns.brand is not null
    );

create or replace temp table final_rows as

select
    mention_rows.* replace (
        -- Of an answer in several parts only one is signed: the nearest within ten minutes.
        case
            when mention_rows.direction = 'outbound'
                then coalesce(
                    mention_rows.signature,
                    first_value(mention_rows.signature ignore nulls) over (
                        partition by
                            mention_rows.brand,
                            mention_rows.conversation_id,
                            mention_rows.direction,
                            coalesce(mention_rows.author_id, mention_rows.author_handle)
                        order by epoch(mention_rows.created_at)
                        range between current row and 600 following
                    ),
                    last_value(mention_rows.signature ignore nulls) over (
                        partition by
                            mention_rows.brand,
                            mention_rows.conversation_id,
                            mention_rows.direction,
                            coalesce(mention_rows.author_id, mention_rows.author_handle)
                        order by epoch(mention_rows.created_at)
                        range between 600 preceding and current row
                    )
                )
        end as signature
    ),
    machines.post_id is not null as is_automated,
    mention_rows.complaint_reason is not null as is_complaint,
    mention_rows.reply_reason is not null and mention_rows.removed_at is null as needs_reply
from mention_rows
left join machines
    on
        mention_rows.post_id = machines.post_id
        and mention_rows.brand = machines.brand;

-- A row that comes out as it was keeps its place, so that the file does not grow by every thread
-- that somebody looks at and stays in order of time.
create or replace temp table standing as

select
    held.row_id,
    held.post_id,
    held.brand
from held
inner join final_rows
    on
        held.post_id = final_rows.post_id
        and held.brand is not distinct from final_rows.brand
where
    held.post_id not in (select delta.post_id from delta)
    and held.conversation_id = final_rows.conversation_id
    and held.direction is not distinct from final_rows.direction
    and held.reply_key is not distinct from final_rows.reply_key
    and held.signature is not distinct from final_rows.signature
    and held.is_quick_reply = final_rows.is_quick_reply
    and held.is_automated = final_rows.is_automated
    and held.is_addressed is not distinct from final_rows.is_addressed
    and held.is_complaint = final_rows.is_complaint
    and held.complaint_reason is not distinct from final_rows.complaint_reason
    and held.needs_reply = final_rows.needs_reply
    and held.reply_reason is not distinct from final_rows.reply_reason
    and held.local_date is not distinct from final_rows.local_date
    and held.labels_key is not distinct from final_rows.labels_key;

delete from posts
where
    rowid in (
        select held.row_id
        from held
        where held.row_id not in (select standing.row_id from standing)
    );

-- In order of time: a question about some weeks then reads those weeks only.
insert into posts by name
select
    final_rows.* exclude (
        is_outbound, is_answered_only, is_on_page, is_named, is_about, is_reply_to_brand,
        parent_created_at, is_answered_by_brand, label_complaint, label_topic, label_reply,
        kept_reply_key, kept_signature, was_automated
    ),
    id_key(final_rows.post_id) as post_key,
    id_key(final_rows.parent_id) as parent_key,
    id_key(final_rows.conversation_id)
        as conversation_key
from final_rows
left join standing
    on
        final_rows.post_id = standing.post_id
        and final_rows.brand is not distinct from standing.brand
where standing.row_id is null
order by final_rows.created_at;
