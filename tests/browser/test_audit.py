"""The committed sample story on the screen: which scene stands where, with its date and its size.

Dates and texts are the storyteller's: `sample_data/README.md` and `story.py`.
"""

import re

from playwright.sync_api import expect

# Texts beside bars that reach out of their picture, and values that are cut.
CUT = """() => [
    ...[...document.querySelectorAll('.st-key-share-of-voice .textpoint text')].filter(
        text => text.getBoundingClientRect().right
            > text.closest('.main-svg').getBoundingClientRect().right + 1),
    ...[...document.querySelectorAll('[data-testid=stMetricValue] *')].filter(
        value => value.scrollWidth > value.clientWidth + 1),
].map(one => one.textContent)"""
SONG = re.compile("torvelline out of a burning house.*I wrote them a song")
SHARES = re.compile(r"[\d,]+ shares")


def test_the_overview_names_who_waits_now_before_all_else(visit, story_server):
    """The wheelchair user since 14:20 with her shares; then the spike; below, the song leads."""
    tab = visit(story_server)
    page = tab.open()
    alerts = page.get_by_test_id("stAlert")
    expect(alerts.nth(0)).to_contain_text("I use a wheelchair")
    expect(alerts.nth(0)).to_contain_text(re.compile(r"30 Sep 2026, 14:20, 4,\d{3} shares"))
    expect(alerts.nth(1)).to_contain_text("A spike is running · complaints")
    whole = page.get_by_test_id("stMain").inner_text()
    shared = whole[whole.index("Most-shared") :]
    counts = [int(said.split()[0].replace(",", "")) for said in SHARES.findall(shared)]
    page.set_viewport_size({"width": 390, "height": 844})
    tab.settled()

    assert 39_150 * 0.95 < counts[0] < 39_150
    assert counts == sorted(counts, reverse=True)
    assert shared.index("burning house") < shared.index("never wanted") < shared.index("B13 in")
    assert [] == page.evaluate(CUT)


def test_the_sentiment_page_names_the_song_and_its_copies(visit, story_server):
    """Instruments moved it most; one post and its 306 reposts would change the headline most."""
    page = visit(story_server).open("sentiment")
    said = page.get_by_test_id("stMain")

    expect(page.get_by_test_id("stAlert").first).to_contain_text("instruments moved net sentiment")
    expect(said).to_contain_text("It moves most: one post and its 306 copies")
    expect(page.get_by_text(SONG).first).to_be_visible()


def test_the_spikes_page_tells_today_and_then_the_worst(visit, story_server):
    """What runs since the wheelchair's hour; then billing from 4 August, the song from the 12th."""
    page = visit(story_server).open("spikes?period=90d")
    chart = page.locator(".st-key-volume").get_by_test_id("stPlotlyChart")
    rows = page.get_by_role("region", name=re.compile("spikes of the brand")).locator("tbody tr")

    expect(page.get_by_test_id("stAlert").first).to_contain_text("Complaints spike since 30 Sep")
    expect(chart).to_have_attribute("aria-label", re.compile("most on 4 Aug 2026"))
    expect(rows.nth(0)).to_contain_text("30 Sep 2026, 13:30")
    expect(rows.nth(2)).to_contain_text(re.compile("Complaints4 Aug 2026, 09:00.*10"))
    expect(rows.nth(5)).to_contain_text(re.compile("Mentions12 Sep 2026, 20:00.*9"))
