-- English words that say nothing about what a text is about.
--
-- Grain: word
--
-- word  varchar  in lower case
select
    unnest(string_split(
        'a about again all already also am an and any are as at back be because been being but by '
        || 'can could day did do does even ever for from get getting go going got had has have '
        || 'having he her here him his how http https i i''d i''m i''ve if in into is it it''s its '
        || 'just like me more most my no now of off on one only or our out over rt she should so '
        || 'some still such than that that''s the their them then there these they this those '
        || 'time to today too u up us was we were what when where which while who why will with '
        || 'would you you''re your', ' '
    )) as word
