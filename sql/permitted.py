"""What of an answer somebody may see: rows about their brands, and people who answered.

One rule for pages, files and assistants: each door asks `refuse` before and `kept` after.
"""

from collections.abc import Mapping

import pandas as pd

from sql.access import Asker, NotPermitted

# Asked by pages of one brand, which show nothing in them that is about another.
OF_NO_BRAND = frozenset(
    {"freshness_by_source", "is_demo", "learned_models", "told_people", "unwatched"}
)
# Of several brands by name, in `filters`: nothing in it is of another one, whatever is counted.
OF_NAMED_BRANDS = frozenset(
    {"copy_places", "folded_mentions_once", "mention_facets", "mentions_once"}
)
# People are told apart there, counted, and not shown.
ONLY_COUNTED = frozenset({"turns_to_replay"})
_PEOPLE = ("responder", "reply_by")
# A competitor of whom a row tells, too: it goes with what is told of it (gained_…).
_OTHERS = "gained_brand"


def refuse(asker: Asker, values: Mapping[str, object]) -> None:
    """Let nobody ask about what they may not see.

    Args:
        asker: who asks.
        values: by the names of parameters; those of a mapping are facets.

    Raises:
        NotPermitted: a brand or a person among them is not theirs.
    """
    brands = _named(values)
    if "brand" in values and not _is_apart(values) and (values["brand"] is not None or not brands):
        brands.append(values["brand"])
    for brand in brands:
        if not asker.may_see(brand):
            raise NotPermitted(f"{brand!r} is no brand that you may see")
    asked = [one for one in values.values() if isinstance(one, Mapping)]
    named = {facets.get(key) for facets in (values, *asked) for key in _PEOPLE} - {None}
    if not all(asker.may_see_answers_of(one) for one in named):
        raise NotPermitted("figures by who answered are those of your own answers only")


def kept(
    asker: Asker,
    name: str,
    values: Mapping[str, object],
    rows: pd.DataFrame,
    *,
    is_of_no_brand: bool = False,
) -> pd.DataFrame:
    """The rows of an answer that somebody may see.

    Rows of one person each are left out where they are another's; of rows about anything else the
    name of who answered is left out.

    Args:
        asker: who asks.
        name: of the question or metric.
        values: what it was asked with, as `refuse` takes them.
        rows: its answer.
        is_of_no_brand: whoever asks shows nothing of it that is about one.

    Raises:
        NotPermitted: nothing says whom the rows are about, and they may not see every brand.
    """
    if asker.brands is not None:
        named = "group_value" if _is_apart(values) else "brand"
        if named in rows:
            rows = rows[rows[named].isin(asker.brands)].reset_index(drop=True)
        elif (
            values.get("brand") is None
            and not is_of_no_brand
            and not (name in OF_NAMED_BRANDS and _named(values))
        ):
            raise NotPermitted(
                f"{name} is of everything that is held, and you may see some brands only"
            )
        if _OTHERS in rows:
            hidden = ~rows[_OTHERS].isin(asker.brands)
            told = [name for name in map(str, rows) if name.startswith("gained_")]
            rows = rows.assign(**{name: rows[name].mask(hidden) for name in told})
    return rows if asker.signs is None else _own(asker.signs, name, values, rows)


def _named(values: Mapping[str, object]) -> list[object]:
    """The brands that are asked for together, by name; none where one or all are."""
    filters = values.get("filters")
    told = filters.get("brand") if isinstance(filters, Mapping) else None
    return [*told.split("\n")] if isinstance(told, str) else []


def _is_apart(values: Mapping[str, object]) -> bool:
    """Whether every brand is asked for, each in rows of its own."""
    return values.get("brand") is None and values.get("dimension") == "brand"


def _own(
    signs: frozenset[str], name: str, values: Mapping[str, object], rows: pd.DataFrame
) -> pd.DataFrame:
    people = "group_value" if values.get("dimension") == "responder" else "responder"
    if people not in rows or name in ONLY_COUNTED:
        return rows
    is_own = rows[people].isin(signs)
    if people == "group_value" or name == "response_by_responder":
        return rows[is_own].reset_index(drop=True)
    return rows.assign(**{people: rows[people].where(is_own, None)})
