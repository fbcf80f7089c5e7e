-- Complaints of one author that went wider, see escalations.
--
-- Parameters: brand, author, filters := map {}
-- Grain: turn_id
--
-- turn_id          varchar                   post that began it
-- author_id        varchar                   whose
-- source           varchar                   where
-- topic            varchar                   its first; none
-- started_at       timestamp with time zone  of that post
-- failure          varchar                   unanswered, generic, dropped, late, answered
-- answer_post_id   varchar                   first answer by a person; null: none
-- is_known         boolean                   30 days are over
-- first_audience   double                    people whom the turn reached; null: unknown
-- later_post_id    varchar                   the wider post; null: none followed
-- later_at         timestamp with time zone  when
-- lead_hours       double                    from the first post to it
-- later_audience   double                    people whom it reached; null: unknown
-- later_shares     bigint                    its shares
-- kind             varchar                   wider, named (press, regulator, court, head); null
select chains.*
from escalations(brand, null, null, filters := filters) as chains
where
    chains.later_post_id is not null
    and is_author(chains.source, chains.author_id, author)
