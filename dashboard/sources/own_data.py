"""Room for what is real: the invented story goes before the first post of one's own comes."""

from contextlib import suppress

from dashboard.ui import query, verbs
from sql.errors import WarehouseError


def make_room() -> None:
    """Take the sample story away where it is all that is held."""
    with suppress(WarehouseError):
        if query.is_demo(query.version()):
            verbs.tell("demo", "--remove")
