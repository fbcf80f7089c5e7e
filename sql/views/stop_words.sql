-- Words that say nothing about what a text is about: English, German, Spanish and French.
--
-- Grain: word
--
-- word  varchar  in lower case
with

lists as (

    select
        'a about again all already also am an and any are as at back be because been being but by '
        || 'can could day did do does even ever for from get getting go going got had has have '
        || 'having he her here him his how http https i i''d i''m i''ve if in into is it it''s its '
        || 'just like me more most my no now of off on one only or our out over rt she should so '
        || 'some still such than that that''s the their them then there these they this those '
        || 'time to today too u up us was we were what when where which while who why will with '
        || 'would you you''re your' as words
    union all
    select
        'aber als am an auf aus bei bin bis da das dass dem den der des die doch du ein eine einem '
        || 'einen einer er es euch euer eure für hat hatte ich ihr ihre im in ist ja jetzt kann '
        || 'mal man mehr mein meine mich mir mit nach nicht noch nur oder schon sehr sein seit '
        || 'sie sind so um und uns unser '   -- codespell:ignore sie,unser
        || 'unsere von vor war was wenn wer wie wieder wir wird '    -- codespell:ignore vor
        || 'zu zum zur' as words
    union all
    select
        'al algo así aún como con cuando de del desde donde el ella en era es esa ese eso esta '
        || 'está este esto fue ha han hasta hay la las le les lo los me mi mis muy más ni no nos o '
        || 'os otra otro para pero por porque que qué se si sin sobre son su sus también te tiene '
        || 'todo tu tus un una uno ya yo y' as words
    union all
    select
        'ai au aux avec bien c''est ce cela ces cette ceux chez comme d''un d''une dans de depuis '
        || 'des donc du elle en encore est et être eu fait il ils j''ai je la le les leur lui ma '
        || 'mais me même mes moi mon n''est ne nous on ont ou où par pas plus pour qu''il que qui '
        || 'sa sans se ses si son sont sur ta te très tu un une vos votre vous y à été' as words

)

select distinct unnest(string_split(lists.words, ' ')) as word
from lists
