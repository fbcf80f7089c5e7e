"""Lists of several brands as one: each row by the rules of its own brand, and each thing once."""

from collections.abc import Callable

import pandas as pd

from dashboard.ui.scope import Scope
from wording.safety import plain

BRANDS = "brand_names"


def rows(scope: Scope, ask: Callable[[Scope], pd.DataFrame], key: str) -> pd.DataFrame:
    """What is asked of each brand, below each other, in no order that means anything.

    A thing that two brands list, by its key, is one row, that of the brand chosen first, and names
    both: brand_names. Empty where no brand has any.

    Args:
        scope: of several brands.
        ask: gives the rows of one brand, with the column brand.
        key: column that names a thing.
    """
    # Nothing is known of the types of columns without a row.
    found = [one for one in map(ask, scope.each) if not one.empty]
    if not found:
        return pd.DataFrame()
    all_rows = pd.concat(found, ignore_index=True)
    names = {one.brand.key: plain(one.brand.name, 40) for one in scope.each}
    told = all_rows["brand"].map(names).groupby(all_rows[key], sort=False).agg(", ".join)
    once = all_rows.drop_duplicates(key, ignore_index=True)
    return once.assign(**{BRANDS: once[key].map(told)})
