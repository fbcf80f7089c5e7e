"""Whether reviews of the App Store's public feed are still there, as far as it shows."""

from collections.abc import Sequence

from ingest.sources.app_store_feed import PAGE, Feed
from ingest.sources.app_store_items import post_id_of
from ingest.sources.connector import Checked, Item
from ingest.sources.fields import text_inside

OLDER = 100  # where so many of those shown are older, one that is missing would have to be shown


def looked_for(feed: Feed, country: str, ids: Sequence[str]) -> Checked:
    """What became of reviews of one country, by Apple's ids.

    One that is missing is gone where all are shown, or so many older ones that it would have to be
    among them; else it is not known.
    """
    there, is_all, token = dict[str, Item](), False, "1"
    while token:
        sheet = feed.page(int(token))
        there |= {text_inside(item, "id", "label"): item for item in sheet.items}
        is_all = is_all or 0 < len(sheet.items) < PAGE  # one that ends with a full page is cut
        token = sheet.token or ""
    numbers = [int(one) for one in there if one.isdecimal()]
    missing = [one for one in ids if one not in there and one.isdecimal()]
    gone = [one for one in missing if is_all or sum(n < int(one) for n in numbers) >= OLDER]
    return Checked(
        items=tuple(there[one] for one in ids if one in there),
        gone=tuple(post_id_of(country, one) for one in gone),
    )
