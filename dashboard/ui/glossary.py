"""What every number means, in the product's own words; shown wherever the number is."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.said import say


@dataclass(frozen=True, slots=True)
class Term:
    """One definition, in English; pages say it.

    Attributes:
        name: as pages write it.
        meaning: what is counted, from when to when, what is left out.
    """

    name: str
    meaning: str


TERMS: Mapping[str, Term] = {
    "mentions": Term(
        "Mentions",
        "Public posts, replies, comments, reviews and articles about the brand that others wrote, "
        "counted at the time of the post in the brand's time zone. What the brand writes itself is "
        "left out. A post that names two brands is one mention of each. Reposts and near-copies "
        "of a text are mentions too, and one voice together.",
    ),
    "folded_mentions": Term(
        "Copies folded",
        "In the list of Mentions the copies of one text are one card, the newest: reposts, and "
        "texts that differ by case, signs, handles, links or a few words. Of the copies those are "
        "counted that the question keeps, so that the cards and their copies together are the "
        "mentions of the heading. Lists of turns and replies are not folded: each is somebody who "
        "waits.",
    ),
    "mention_facets": Term(
        "Narrow down",
        "How many mentions each value would leave, under everything else that is chosen: the other "
        "filters above the page, the other facets, the words searched for. What is chosen of a "
        "facet itself does not narrow its own values, so that a second one can be added. A mention "
        "of several topics counts in each.",
    ),
    "net_sentiment": Term(
        "Net sentiment",
        "Positive minus negative mentions, in points of 100 scored mentions. Mentions in a "
        "language that no scorer covers are unscored: left out here and counted beside it. The "
        "interval is 95 %, over voices: copies of one text are one voice, else one conversation "
        "is. A change is called one only where it is beyond chance, also without the voice that "
        "moves it most, and where 30 voices or more speak in either period.",
    ),
    "negative_share": Term(
        "Negative share",
        "Negative mentions among scored mentions, with a 95 % Wilson interval: 8 of 20 is 40 % "
        "(22 to 61 %), 80 of 200 is 40 % (33 to 47 %). Copies of one text count as one voice in "
        "the interval: 8 copies are no surer than one post. It knows how few posts there are, not "
        "how often the scorer errs: for that see the corrected share.",
    ),
    "measured_accuracy": Term(
        "Measured accuracy",
        "How often the scorer is right, from posts that chance chose and a person checked in the "
        "review queue, with a 95 % Wilson interval. Corrections that people come across are left "
        "out: they are biased towards errors. Of a post that the scorer learned, the answer counts "
        "that it gave before it had.",
    ),
    "negative_corrected": Term(
        "Negative share, corrected",
        "The negative share with the scorer's measured errors taken out (Rogan and Gladen): "
        "(share + specificity - 1) / (recall + specificity - 1), kept within 0 and 100 %. What "
        "people said about single posts is taken as it is. Shown once ten negative and ten other "
        "posts are checked at random.",
    ),
    "complaint_rate": Term(
        "Complaint rate",
        "Complaints among inbound mentions. A complaint is a rating of two stars or fewer, or a "
        "negative mention that uses a complaint word or speaks to the brand, or one that is "
        "neither praise nor rated four or five and whose weighed evidence is 0.5 or more. A "
        "person's word wins.",
    ),
    "complaint_score": Term(
        "Weighed evidence",
        "How far a mention weighs towards a complaint, 0 to 1: how bad it sounds, words of "
        "complaint, whether it speaks to somebody, asks why or for help, tried again, says what "
        "does not work; against it a link, brevity and a question that only asks. Weighed by "
        "hand; from 0.5 it is a complaint unless it is praise.",
    ),
    "moved": Term(
        "What moved net sentiment",
        "Each source's part in the change of net sentiment against the compared period: its "
        "positive minus negative mentions per scored mention of all sources, now less then. The "
        "parts add up to the change.",
    ),
    "headline": Term(
        "What would change this headline",
        "The change of net sentiment against the compared period, counted in other ways: without "
        "the voice that moves it most, with that voice read the other way round, with every voice "
        "weighing the same, and as if every copy spoke for itself. The margin is how far chance "
        "reaches on the side of no change (Newcombe).",
    ),
    "sentiment_terms": Term(
        "What drives sentiment",
        "Words and pairs of words that stand in more of the mentions of one sentiment than in the "
        "other scored ones: log-odds with a prior, so that what is rare on both sides says little. "
        "Shown where the 95 % interval lies above once; names of the brand are left out.",
    ),
    "scorer": Term(
        "Who scores",
        "The scorer and version are kept with every score. Models learned from what people said in "
        "the review queue are adopted only where they prove better on posts held back from them; "
        "every one is kept, and `earshot learn --back` goes back.",
    ),
    "turn": Term(
        "Turn",
        "Consecutive posts by one person in one conversation before the brand answers. The clock "
        "starts at the first post: a nudge does not reset it. Only turns that need a reply count: "
        "addressed to the brand, a complaint, or a question to it. Thanks, praise without a "
        "question and what is said of somebody else's case need none.",
    ),
    "answered_within": Term(
        "Answered within …",
        "The share of turns with a first answer that is not automated: within the target (on its "
        "own clock), within 24 h, and not for 7 days. Open turns count as waiting (Kaplan-Meier). "
        "Turns said to the brand and turns found by listening are two figures, since nobody "
        "promised the second an answer; so are first and next turns of a person in a conversation. "
        "Turns that qualify only because they were answered are left out.",
    ),
    "mean_24h": Term(
        "Mean wait, cut at 24 h",
        "The mean wait of those who wrote to the brand if nobody waited longer than 24 h "
        "(restricted mean, from the Kaplan-Meier curve): it is always there and does not jump. A "
        "median is shown only where its interval is bounded and the curve is not flat there.",
    ),
    "curve": Term(
        "Response curve",
        "The share of turns answered within a given time, open turns counted until now "
        "(Kaplan-Meier), with a 95 % interval. It is drawn while at least ten turns are still at "
        "risk.",
    ),
    "update_cadence": Term(
        "After the first reply",
        "Customers whom the brand began to answer, one in each conversation, by the time of their "
        "first turn. They had to ask again where they posted once more although the next word was "
        "the brand's: it had not answered, or had answered and asked for nothing. Thanks are no "
        "asking, and what follows within ten minutes belongs to the post before. Told more "
        "unasked: the brand spoke again within 24 h of its first reply, before it was asked. "
        "Silence is counted from the brand's last word. Machines and bystanders move no clock.",
    ),
    "dropped": Term(
        "Begun, then dropped",
        "Customers whom the brand began to answer, who then asked something more and have had no "
        "answer for 24 h or longer, of all whom it began to answer. Where the customer thanked, or "
        "where the brand spoke last, nobody was dropped. Less than 24 h is still waiting, and in "
        "neither part of the share; so is what the customer took back.",
    ),
    "promises": Term(
        "Promises kept",
        "Sentences of public replies that say what the brand will do: call, answer, update, pay "
        "back, make work again; until when is read in the brand's time zone, else 24 h are "
        "allowed. Kept: an answer or update was promised and the brand spoke again in time, or the "
        "customer thanked after it. Broken: the customer had to ask again within seven days after "
        "it, or an update came late or never. Calls, mails and payments are not public: where "
        "nobody says, it is unknown, and in neither part of the share. In English, German "
        "and Spanish.",
    ),
    "other_rules": Term(
        "The same data under other rules",
        "Many tools leave out what is still open, the slowest tenth, or waits above a day. Each of "
        "these rules drops the people who waited longest, so each looks better than the truth.",
    ),
    "target": Term(
        "Answered within target",
        "Met, missed and pending turns. Missed includes open turns past their target; pending is "
        "open and not yet due. Attainment is met / (met + missed).",
    ),
    "unanswered": Term(
        "Waiting now",
        "Turns that need a reply and have none, at the time their source was last seen. After "
        "seven days a turn counts as never answered.",
    ),
    "reply_queue": Term(
        "Worst first",
        "What another hour of silence costs: people who have read the post an hour from now, times "
        "the harm to each, on a logarithmic scale. Posts whose viral risk is at the alert level "
        "stand above all others; of equal priority the overdue come first. An unknown audience "
        "counts as 100 people.",
    ),
    "silence": Term(
        "Silence",
        "Audience-hours: estimated audience times hours unanswered, over complaints that need a "
        "reply. Audience is the platform's view count, else a share of the author's followers that "
        "falls with size; unknown followers stay unknown.",
    ),
    "week": Term(
        "Hour of the week",
        "Counted by the hour in which the mention was written, in the brand's time zone, Monday "
        "first.",
    ),
    "volume": Term(
        "Expected volume",
        "Mentions or complaints per hour, against the same hours of the days and weeks before, "
        "with earlier spikes, up to seven days of them, and hours that no source was watched left "
        "out. The range holds 95 % "
        "of ordinary hours.",
    ),
    "spike": Term(
        "Spike",
        "An episode in which the count of the trailing hour (for small brands, and on days that "
        "are high as a whole, of three hours) is improbably above what was to be expected, with at "
        "least five posts, in two quarters of an hour in a row. It lasts as long as the excess; a "
        "level that lasts seven days is usual from then on, and what came before teaches nothing "
        "any more. The excess is observed less expected. Severity is 4 where as many different "
        "people more than usual wrote as write on a usual day of the brand, 8 where ten times as "
        "many did, from 1 to 10; “one account” wrote most of the excess, without it the "
        "severity would be 1, and no alarm is given. “Known after” is how long after its start "
        "the rule could first have known.",
    ),
    "emerging_issues": Term(
        "Emerging issues",
        "Words and pairs of words that more people say in seven days than is usual, beyond chance: "
        "against the eight weeks before, by number and as a part of all who speak, by a "
        "Poisson-Gamma rule in which weeks differ by half of what is usual; of all that is listed "
        "one in ten is chance at most, on average (Benjamini and Hochberg, 10 %). A person counts "
        "once in seven days, near-copies once a week, reposts never. Three people are needed, and "
        "a third of those scored negative. New: most use a word that nobody said in the twelve "
        "weeks before. Growing: above the eight weeks before in each of four weeks. Words said in "
        "the same posts are one issue. A campaign's own hashtags, names of people, of the brand "
        "and of its products are left out. The sources are all of the brand's, whatever the "
        "filters.",
    ),
    "spike_terms": Term(
        "What a spike is about",
        "Words and pairs of words that stand in more of its posts than in those of the 28 ordinary "
        "days before: log-odds with a prior, so that what is rare on both sides says little. Shown "
        "where the 95 % interval lies above once. Names of the brand are left out.",
    ),
    "names_told_wrong": Term(
        "Names that find something else",
        "Posts of the period that people said are not about the brand (“Not about us” on "
        "Mentions), with their copies, by the names of the brand that stand in them. Such posts "
        "leave every figure. People do not read every post: the share is of what is known, at "
        "least. A name is warned of from five such posts on that are a twentieth or more of what "
        "it found.",
    ),
    "spike_words": Term(
        "Words of a spike over time",
        "In each hour of the spike (six hours or a day of a long one) the posts that say the word, "
        "each post once. Bars of all words are on one scale. Hours that no source was watched are "
        "gaps.",
    ),
    "spike_tone": Term(
        "How a spike sounded",
        "Of everything that was said of the brand while the spike went on, complaint or not and of "
        "its topic where it has one: the share that is negative, in steps of an hour, six hours or "
        "a day, with its 95 % interval. Reposts are no opinion of their own, copies of one text "
        "are one voice. Below five opinions nothing is told.",
    ),
    "reaction_tone": Term(
        "How the reactions sound",
        "Replies to a post and quotes of it by others: the share that is negative or a complaint, "
        "from the first to the last in up to twelve parts of as many reactions each, eight at "
        "least, with its 95 % interval. Reposts are no reaction, copies of one text are one voice. "
        "With fewer than eight reactions nothing is told.",
    ),
    "spike_sector": Term(
        "Us or everybody",
        "In the hours of the spike all other brands that are listened to, held together against "
        "what was to be expected of them. Had we grown as often as they did, so much of our excess "
        "would be the sector's; the rest is our own. 95 % interval by how ordinary hours of theirs "
        "scatter. A post that names two brands counts for both. Fewer than 5 posts expected of "
        "them tell nothing.",
    ),
    "spike_parts": Term(
        "Over-represented",
        "A topic, source, language or author whose share of the spike is above its share of the 28 "
        "ordinary days before, with three posts or more and a 95 % interval above once.",
    ),
    "spike_voices": Term(
        "Who made a spike",
        "How many different people wrote its posts, and which part only passes on: reposts by the "
        "platform's button, and near-copies, which say nearly what an "
        "earlier post of the spike.",
    ),
    "spike_timeline": Term(
        "How a spike went",
        "First post, the moment the rule could first have known, the alert if one was given, the "
        "brand's first reply by a person, the peak and the end; beside each, which part of the "
        "posts and of their known audience was over by then.",
    ),
    "audience": Term(
        "Estimated audience",
        "The platform's view count where it gives one, else a share of the followers: 15 % "
        "up to 100,000 followers, falling to 6 % from 10,000,000. Unknown followers stay unknown "
        "and are counted beside it.",
    ),
    "viral_risk": Term(
        "Viral risk",
        "0 to 100: the probability that a post still passes the brand's threshold, times its harm, "
        "times 1 while it waits for an answer and 0.5 after. The threshold is what one in a "
        "hundred of the brand's posts of the year before reached, at least 10,000 people, unless "
        "configured; a post that has passed it is asked whether it gains as much again. Harm is "
        "the probability that it hurts: of its own text, of the replies and quotes, and of an "
        "unanswered complaint by its author in the 30 days before; an unscored text says nothing. "
        "Nothing is claimed before two snapshots. Posts are ranked by the harm to come: people "
        "whom they still reach, times harm, times waiting. One post in fifty is picked up late by "
        "somebody large; that is the upper band.",
    ),
    "live_risk": Term(
        "Next step",
        "By rule: answer at or above the alert level while nobody has answered; follow up where an "
        "answered harmful post has passed the threshold or likely will; prepare from half the "
        "level; "
        "thank for praise that spreads; else watch.",
    ),
    "early_warning": Term(
        "Early warning, looked back on",
        "Posts whose risk passed the alert level: after how long, what was projected then, what "
        "became of them, and which part of their shares was still to come. Only posts that had "
        "finished before the week of a snapshot teach what it projects. Texts, and the reactions "
        "to them, are read as they are read today: by a model that people may have taught since, "
        "and with their corrections.",
    ),
    "post_timeline": Term(
        "How a post went",
        "Posted, the first snapshot at the alert level, the alert if one was given, the brand's "
        "first answer, the snapshot that ends its fastest stretch, and the first after which every "
        "stretch stayed below a tenth of that; beside each, which part of the shares and views so "
        "far was over.",
    ),
    "alert_replay": Term(
        "Rule replayed",
        "When a rule would have alerted over all of history, each moment with what was known then, "
        "and how many hours before the peak: a rule can be judged before it wakes anybody.",
    ),
    "alert_ledger": Term(
        "Alerts given",
        "What the rules told people, each alert once; what had been due for more than a week when "
        "its rule was first judged is history and not told. Precision is the share of a rule's "
        "marked alerts that somebody called useful; alerts without a mark are left out.",
    ),
    "brand_health": Term(
        "Brand health",
        "0 to 100 per day: the weighted mean of net sentiment, complaints, turns answered within "
        "target, silence, and viral risk. Complaints (how many people, times their share; copies "
        "count once) and silence stand against the brand's own usual: the median of 90 days "
        "without spikes, grown as the brand has. The usual is 50, four times as much 33, a quarter "
        "67. So a crisis lowers health and having had one lifts nothing. A part without data is "
        "left out and the others share its weight; the contributions add up to the change. The "
        "range is 95 %: how far the mean of these days may lie off by chance.",
    ),
    "share_of_voice": Term(
        "Share of voice",
        "Inbound mentions of the brand among those of all tracked brands, by week in each brand's "
        "time zone; beside it the same by estimated audience. Intervals are 95 %, over voices, and "
        "each share stands beside the one without the brand's largest voice: one post and its "
        "copies, or one conversation.",
    ),
    "coverage": Term(
        "Hours of the week",
        "By the hour of the brand's week in which a turn began: how many begin, the share met of "
        "those whose target is due, the time within which half were answered, and the share still "
        "open. An hour without a turn is blank.",
    ),
    "groups": Term(
        "Who waits longest",
        "One Kaplan-Meier curve for each source, topic or language, read at one half, with its "
        "95 % interval; turns still open count as waiting. Fewer than ten turns are marked: too "
        "few to compare. By responder only answered turns can be counted, and it says so.",
    ),
    "generic_reply": Term(
        "Generic replies",
        "A reply by a person of the brand is a template where two others of the 30 days before say "
        "nearly the same, names, figures, links, greeting and signature left out. It is generic "
        "where it says nothing about the case as well: no time, amount, step or link but to the "
        "front door of the help pages, and no word of the complaint; else it is filled in. Under "
        "four words nothing is judged, replies by machines are left out, approved notices stand "
        "apart. Filters keep a reply by the post that it answers. The interval is Wilson's, 95 %.",
    ),
    "turnaround": Term(
        "Did answering help?",
        "What people who had been angry said next about the brand within 72 hours of a person's "
        "answer: calmer (positive, or thanks), neutral, angry again, about something new, or "
        "nothing. Beside them turns like theirs (source, topic, severity, time of day) that were "
        "as old and that nobody answered in those 72 hours either, since people calm down by "
        "themselves, too. The difference is in points, weighted to what was answered, with a 95 % "
        "interval over authors. It says what goes with an answer, not what causes what.",
    ),
    "escalation": Term(
        "Complaints that went wider",
        "A complaint, and what the same person wrote about the brand within 30 days elsewhere: to "
        "ten times the people (a thousand at least), shared ten times as much (a hundred times at "
        "least), or calling on press, regulator, court or the head of the company. By what became "
        "of the first contact: unanswered, a stock phrase, dropped after an answer, late, "
        "answered. Those that were answered well are the rate that there is anyway.",
    ),
    "complaint_sequels": Term(
        "Complained again, or gone to a competitor",
        "What the same person, by one id of one source, did within 30 days of a complaint. Again: "
        "another complaint to the brand, in another conversation, whatever about. To a competitor: "
        "they say that they go over to a brand that is listened to as a competitor, or had better "
        "booked with it; or they praise it in a post of its own or a review of four stars or more "
        "that does not speak of the brand. Thanks in a conversation with it are none. Only what is "
        "said in public counts: most who leave say nothing.",
    ),
    "loud_authors": Term(
        "Who with an audience is unhappy",
        "People who complained in the period, each an author of one source, by how many their "
        "largest post about the brand reached (views where counted, else a share of followers). "
        "Beside it what they wrote, how much of it complained or praised, and how many of their "
        "turns were answered or wait. Erased people are in no list.",
    ),
    "author_history": Term(
        "Everything by one author",
        "What one account of one source wrote about the brand, at any time, as far as it is held "
        "and the filters keep it. Followers and views are the newest that were read of each post. "
        "The same person elsewhere is another author: only the source's own id tells people apart. "
        "Of whom we were asked to forget nothing is shown.",
    ),
    "author_effects": Term(
        "What an author set off",
        "What others wrote about the brand because of something of theirs, each post once: answers "
        "to a post of theirs, whatever else stands below in a conversation that they began, and "
        "reposts. Most sources do not say what a quote quotes, and press that tells of it has "
        "words of its own: neither is counted, nor who only says the same.",
    ),
    "author_tone": Term(
        "Tone of one author",
        "Negative posts among their scored ones. Below it the newer half of what they said against "
        "the older, in net sentiment (reposts left out): called friendlier or harsher only beyond "
        "chance (95 %, over conversations and copies), with and without the one that says most, "
        "and only where 20 of them stand in either half.",
    ),
    "served": Term(
        "Who gets answered?",
        "The share of turns answered within 24 hours, of those whose 24 hours are known, by who "
        "asks: followers, said to the brand or found by listening, how many others the post calls "
        "by their handle (bystanders), language, source. Each group "
        "stands beside all others of the same source and address, weighted to its own mix. The "
        "interval of the difference is 95 %, over people; since several groups are looked at, "
        "more or less is said beyond 99 % only, and with 20 people on either side.",
    ),
    "after_article": Term(
        "Fewer questions since a day",
        "Of posts of others with a question mark outside links, reposts left out, the share that "
        "holds your words: in up to eight weeks before the day and in up to eight from it on. All "
        "other questions are the comparison; those asked while a spike of the whole brand ran are "
        "left out. The interval of the difference is 95 %, over people. The same is reckoned for "
        "20 placebo dates that do not reach across the day: a change is said where the interval "
        "leaves out zero and at most 1 of them changed in the same direction. Fewer than 20 "
        "people on a side, or 5 with the words, are too few. It goes with the day; it may have "
        "other causes.",
    ),
    "recurring_questions": Term(
        "Recurring questions and requests",
        "Turns that open a conversation and ask, or want something added, brought back or allowed "
        "(a request), by the name that a person gave to their words; from five people on. Hours "
        "waited are the waits until an answer, each for 24 hours at most: what an article could "
        "have saved if it had answered all of them. Half within is the median of turns of which it "
        "is known what became of them in 24 hours; its interval is by ranks, 95 %. Same answer is "
        "the share of answered turns that got the commonest link or wording (Wilson, 95 %). The "
        "trend holds the second half of the period against the first: people who ask this, of all "
        "who ask anything (Newcombe, 95 %); fewer than 20 in a half are too few to compare.",
    ),
    "question_proposals": Term(
        "Not named yet",
        "Of turns that ask or request and have no name: two of their words that belong together, "
        "since many people use both, few use one of them alone, and both stand together three "
        "times as often as by chance. Each turn proposes its best two; what five people propose is "
        "shown with all turns that hold both words. Questions of which most complain are left out: "
        "an article mends nothing. A proposal says nothing until a person names it, and a name can "
        "be taken back.",
    ),
    "consistency": Term(
        "Same question, same answer?",
        "What first answers to a named question tell: links, amounts of money, measures, spans of "
        "time. One that three people and half of those told any of its sort were told is usual. "
        "Another one contradicts it where it was told between two usual answers, to somebody who "
        "asked the same, in a sentence about the same (half of the words in common). What was told "
        "only before or after is a change, with its dates. What the customer wrote too, and "
        "amounts that differ from case to case, are left out. The spread is the wait within which "
        "nine in ten were answered, over the wait of half; under 20 turns it is not said.",
    ),
    "fast_but_hollow": Term(
        "Fast but hollow",
        "A week, or somebody who answers, is fast but hollow where three things hold: half of the "
        "first answers came sooner than in the middle one of all groups shown; more than half of "
        "the replies were generic, beyond chance; and fewer angry people came back calmer (less "
        "those who came back angry, beyond like turns that nobody answered) than after the other "
        "groups' answers, beyond chance in one direction (90 % interval). Speed alone would praise "
        "it. 20 replies are needed, and 20 angry turns on a side; where these lack it is called "
        "fast, in stock phrases. The wait is of those who got an answer only.",
    ),
    "effort": Term(
        "Response against effort",
        "Handling time is the median time between two consecutive public replies of one hand (a "
        "signature, else the account), where that is under 20 minutes; what goes on in the same "
        "conversation within ten minutes is one reply. Fewer than 20 such gaps are unknown. "
        "Person-hours are replies times handling time; private work is not seen, and posts by "
        "machines cost nothing. In time is of turns said to the brand that began then. Spared "
        "silence: how much longer complaints like it that were still open then waited (7 days at "
        "most), times the people who could read it, by when the complaint came. Money is shown "
        "only where earshot.toml says what an hour costs (`person_hour`).",
    ),
    "outside_channels": Term(
        "Beyond our own accounts",
        "Turns that name or answer none of the brand's accounts, stand on none of its pages and "
        "are no review: they were found by listening. Those and the ones said to the brand are all "
        "turns. Of complaints whose 24 hours are known: the share answered within 24 hours (95 % "
        "Wilson interval), the time within which half were, and whether angry people came back "
        "calmer after an answer, like compared with like in being addressed, too. Turns that are "
        "turns only because they were answered are left out. Fewer than 20 are too few.",
    ),
    "completeness": Term(
        "Asked back",
        "Of the first complaint of each customer in a conversation: whether it holds one of the "
        "details that its topic needs, as earshot.toml (`needs`, `details`) or the shipped table "
        "says how they look. A first reply only asks back where it asks for something, or to go on "
        "in private, and holds no link, time, amount or step; in vain where the detail stood there "
        "already. The time lost runs until the customer writes a detail in the conversation or "
        "says that it was sent; what goes on in private is not seen and counted apart.",
    ),
    "backlog": Term(
        "The queue over time",
        "Turns that were open at the end of each hour, as it was then: a late answer does not "
        "rewrite it. What has waited for more than seven days has left the queue. Hours in which a "
        "source was not watched are gaps, not zeros.",
    ),
    "staffing": Term(
        "Staffing replay",
        "Real turns replayed through a desk of as many people as were seen: each is there from "
        "their first answer to the last without a pause of three hours, and takes as long as the "
        "time between two of their answers, where that is under 20 minutes. Which order is "
        "worked in, at what age posts are given up and how many are ever taken up is learned on "
        "the first half of the weeks. On the other half the share answered within 15 minutes, 1, "
        "4 and 24 hours may be off by 5 points at most, else nothing is said of other hours. "
        "Weeks with more than 1.5 times the turns of the middle week stand apart, as weeks of "
        "crisis.",
    ),
    "reach": Term(
        "Reach before reply",
        "The share of a post's views so far that it had before the brand first answered, from view "
        "counts polled at least twice. Of answered posts: one that still waits has spent all of "
        "its reach whatever comes, so those are counted beside it and never averaged in.",
    ),
    "as_of": Term(
        "As of",
        "A page as it was known at a moment of the past, with the rules of today: posts, counts, "
        "labels, models and sources of then, and now is that moment. What a pass brought is known "
        "from that pass on; posts of files, and of the time before the first pass, from their own "
        "time on, which is called reconstructed. What was erased is missing at every moment.",
    ),
    "freshness": Term(
        "Freshness",
        "Per source: last success, up to when it is known, hours in the last 28 days that nobody "
        "observed, items loaded against expected, and items refused.",
    ),
    "rejected": Term(
        "Rejected",
        "Every payload that could not become a mention, kept with its reason until it can: after a "
        "fix, `earshot load --rejected` reads it again.",
    ),
}


def help_text(key: str) -> str | None:
    """The definition for a question mark as the reader speaks, with the way to its SQL.

    None without a key.
    """
    if not key:
        return None
    return f"{say(TERMS[key].meaning)}\n\n[{say('The SQL behind it')}](methods?term={key})"
