-- What a change is called once one looks at who makes it: what one voice carries is no change.
--
-- verdict          varchar  of change_verdict
-- verdict_without  varchar  the same without the voice that moves the figure most; null: none does
-- verdict_by_post  varchar  the same with every post a voice of its own
--
-- Returns: varchar  as verdict, or carried: it looks like a change because of that voice alone;
--                   null: no verdict
--
-- Case: carried_verdict('better', 'better', 'better') = 'better'
-- Case: carried_verdict('worse', 'same', 'worse') = 'carried'
-- Case: carried_verdict('worse', 'better', 'worse') = 'carried'
-- Case: carried_verdict('same', 'same', 'worse') = 'carried'
-- Case: carried_verdict('same', 'worse', 'worse') = 'same'
-- Case: carried_verdict('same', 'better', 'same') = 'same'
-- Case: carried_verdict('same', null, 'worse') = 'same'
-- Case: carried_verdict('few', 'few', 'worse') = 'few'
-- Case: carried_verdict('worse', null, 'worse') = 'worse'
-- Case: carried_verdict(null, null, null) = null
create or replace macro carried_verdict(verdict, verdict_without, verdict_by_post) as (
    case
        when verdict in ('better', 'worse') and verdict <> verdict_without then 'carried'
        when
            verdict = 'same'
            and verdict_by_post in ('better', 'worse')
            and verdict_by_post <> verdict_without
            then 'carried'
        else verdict
    end
);
