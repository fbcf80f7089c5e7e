"""The posts behind every number."""

from dashboard import data, facets, mention_cards, states
from dashboard.scope import current


def page() -> None:
    """Draw the page."""
    scope, chosen = current(), facets.chosen()
    total = data.mention_count(scope, chosen)
    mention_cards.question(scope, chosen, total)
    if not total:
        states.nothing_matches(scope)
        return
    number = mention_cards.turn_pages(total)
    for _, row in data.mentions(scope, chosen, number).iterrows():
        mention_cards.mention(scope, row)


if __name__ == "__main__":
    page()
