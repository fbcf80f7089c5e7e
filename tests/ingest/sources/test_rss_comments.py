"""Comments of blogs: their text, what they answer, and the article that is in another feed."""

import pytest

from ingest.config_file import parse_config
from ingest.errors import ConfigError
from ingest.loading.load import load
from ingest.sources.rss_sites import article_source
from tests.build import prepared, rows, work
from tests.ingest.sources.feeds import HOME, NOW, blog, entry, polls, rss_feed

ARTICLE = f"{HOME}?p=5"
ANSWER = (
    '<p>Als Antwort auf <a href="https://blog.example/2026/acme/#comment-2">Kim</a>.</p>\n'
    "<p>Sorry Kim, a &lt;b&gt; ticket &amp; more.</p>"
)


def comment(number, text, **parts):
    return entry(
        title="Comment on Acme fails by Kim",
        guid=f"{ARTICLE}#comment-{number}",
        link=f"{HOME}2026/acme/#comment-{number}",
        description=text,
        **parts,
    )


def atom(*entries):
    told = "".join(
        f"<entry><id>{ARTICLE.replace('https', 'http')}#comment-{number}</id><title>t</title>"
        f"<published>2026-11-02T09:0{number}:00Z</published><author><name>{name}</name></author>"
        f'<thr:in-reply-to ref="{ref}" href="{HOME}2026/acme/"/>'
        f"<content type='html'><![CDATA[{text}]]></content></entry>"
        for number, name, ref, text in entries
    )
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    return f"<feed {names}><title>b</title>{told}</feed>"


ATOM = atom(
    (2, "Kim", ARTICLE.replace("https", "http"), "<p>Same here, where are you?</p>"),
    (3, "BrandCare", f"{ARTICLE}#comment-2", ANSWER),
)


@pytest.mark.parametrize(
    "body",
    [
        rss_feed(comment(3, ANSWER), comment(2, "Same here")),
        rss_feed(comment(3, ANSWER.replace("<", "&lt;").replace(">", "&gt;"))),
        ATOM,
    ],
    ids=["rss", "rss, escaped twice", "atom"],
)
def test_an_answer_has_its_parent_and_its_own_words(body):
    """What the blog puts before it, in whatever language, is its parent and no part of the text."""
    (posts,) = polls(body)
    answer = next(post for post in posts if post.post_id.endswith("#comment-3"))

    assert ("comment", f"{ARTICLE}#comment-2", ARTICLE) == (
        answer.kind,
        answer.parent_id,
        answer.conversation_id,
    )
    assert answer.text.startswith("Sorry Kim, a ")
    assert "href" not in answer.text
    assert "Antwort" not in answer.text


def test_a_comment_on_the_article_answers_the_article():
    """By the article's own guid, http or https, in RSS and in Atom."""
    for body in (rss_feed(comment(2, "Same here")), ATOM):
        (posts,) = polls(body)
        first = next(post for post in posts if post.post_id.endswith("#comment-2"))
        assert (ARTICLE, ARTICLE) == (first.parent_id, first.conversation_id)


def test_a_link_in_the_middle_of_a_comment_is_its_writers():
    text = 'As <a href="https://blog.example/2026/acme/#comment-2">Kim</a> said, it is late.'
    ((post,),) = polls(rss_feed(comment(4, text)))

    assert ("As Kim said, it is late.", ARTICLE) == (post.text, post.parent_id)


def test_content_is_read_before_a_summary_that_is_longer():
    parts = {
        "description": "<a href='x'>A longer summary</a> [&hellip;] with links around it",
        "content:encoded": "<p>Late &amp; loud.</p>",
    }
    feed = rss_feed(entry(**parts)).replace(
        "<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    )
    ((post,),) = polls(feed)

    assert "Late & loud." == post.text


def test_code_that_an_article_shows_is_no_markup():
    ((post,),) = polls(rss_feed(entry(description="<p>Use &lt;div&gt; for Acme</p>")))

    assert "Use <div> for Acme" == post.text


def test_the_title_of_a_comment_is_left_out_where_its_article_is_heard():
    """It is the article's, which would be read as the comment's own words."""
    feed = rss_feed(comment(2, "Same here"))
    ((alone,),), ((beside,),) = polls(feed), polls(feed, article_source="wp")

    assert ("Comment on Acme fails by Kim", None) == (alone.title, beside.title)
    assert (None, "wp") == (alone.conversation_source, beside.conversation_source)


def test_a_new_title_of_the_article_edits_none_of_its_comments():
    before, after = (
        rss_feed(comment(2, "Same here")).replace("Acme fails", title) for title in ("A", "B")
    )
    told = polls(before, after, article_source="wp")

    assert [None, None] == [post.edited_at for (post,) in told]


SITE = {
    "wp": "https://blog.example/feed/",
    "wp_news": "https://www.blog.example/category/news/feed/",
    "wp_comments": "https://blog.example/comments/feed/",
    "query": "https://blog.example/?feed=comments-rss2",
    "other": "https://other.example/comments/feed/",
    "post": "https://blog.example/2026/acme/feed/",
}


def config(sources, **brand):
    brands = {"acme": {"name": "Acme", **brand}}
    feeds = {name: {"kind": "rss", **entry} for name, entry in sources.items()}
    return parse_config({"brands": brands, "sources": feeds})


def test_the_articles_of_a_site_are_in_its_shortest_feed():
    held = config({name: {"url": url} for name, url in SITE.items()}).sources

    assert {
        "wp": None,
        "wp_news": "wp",
        "wp_comments": "wp",
        "query": "wp",
        "other": None,
        "post": "wp",
    } == {name: source.article_source for name, source in held.items()}


def test_who_says_where_the_articles_are_is_heeded():
    urls = {name: {"url": url} for name, url in SITE.items()}
    urls["other"]["article_source"] = "wp_news"

    assert "wp_news" == config(urls).sources["other"].article_source


@pytest.mark.parametrize("wanted", ["nobody", "other"])
def test_articles_of_no_other_feed_are_a_mistake(wanted):
    urls = {"wp": {"url": SITE["wp"]}, "other": {"url": SITE["other"], "article_source": wanted}}

    with pytest.raises(ConfigError, match=f"sources.other.article_source: {wanted} is no other"):
        config(urls)


def test_a_feed_alone_on_its_host_holds_its_own_articles():
    source = blog()

    assert article_source("blog", None, {"blog": source.url}) is None


def test_article_comment_and_answer_are_one_conversation(tmp_path):
    """Across two sources; the brand's own answer is known by its author's name."""
    sources = {"wp": {"url": SITE["wp"]}, "wp_comments": {"url": SITE["wp_comments"]}}
    settings = config(sources, own_accounts=["BrandCare"])
    article = entry(guid=ARTICLE, link=f"{HOME}2026/acme/", title="Acme support keeps us waiting")
    ((told,), (comments,)) = (
        polls(rss_feed(article), name="wp"),
        polls(ATOM, name="wp_comments", article_source="wp"),
    )
    with work(prepared(tmp_path / "data")) as con:
        load(con, comments, config=settings, run_id="1", now=NOW)
        load(con, told, config=settings, run_id="2", now=NOW)
    held = rows(
        tmp_path / "data",
        "select brand, direction, conversation_id, author_name from posts order by created_at",
    )

    assert [(f"wp:{ARTICLE}", "acme")] * 3 == [(p["conversation_id"], p["brand"]) for p in held]
    assert {None: "inbound", "Kim": "inbound", "BrandCare": "outbound"} == {
        post["author_name"]: post["direction"] for post in held
    }
