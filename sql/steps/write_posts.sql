-- Replace the rows of the touched conversations.
--
-- Reads: mention_rows, held_rows. Leaves: posts, final_rows.
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

delete from posts
where rowid in (select held_rows.row_id from held_rows);

insert into posts by name
select
    final_rows.* exclude (
        is_outbound, is_answered_only, is_on_page, is_named, is_about, is_reply_to_brand,
        parent_created_at, is_answered_by_brand, is_addressed
    )
from final_rows;
