"""Who is said to need a reply, beside what a person says who read the posts.

    python -m benchmarks.reply_reasons

Of the sample story 190 posts, of the public support threads (../shared/data) 170, were read and
marked before the rule was written, in `benchmarks/reply_reasons.csv`, by their ids alone. Printed
is, by collection, how many of those left out a person leaves out too (precision) and how many of
those a person leaves out are left out (recall); and the same of those that need a reply.
"""

import csv
import tempfile
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.config import Config
from ingest.passes.load_files import FileOptions, load_file
from sample_data import generate
from sample_data.telling import load_story
from sql.warehouse import writer

MARKED = Path(__file__).with_name("reply_reasons.csv")
TWCS = Path(__file__).parents[2] / "shared" / "data" / "twcs_dev.csv"
NEEDED = """
    select post_id, bool_or(coalesce(reply_reason, 'answered') <> 'answered') as needs_reply
    from posts where direction = 'inbound' group by post_id
"""


def main() -> None:
    """Load both collections and print the table."""
    with MARKED.open(encoding="utf-8") as file:
        marked = list(csv.DictReader(file))
    table = Table("collection", "n", "no reply: precision", "recall", "reply: precision", "recall")
    for collection, said in said_of_both().items():
        rows = [row for row in marked if row["collection"] == collection]
        pairs = Counter(
            (said[row["post_id"]], row["needs_reply"] == "1")
            for row in rows
            if row["post_id"] in said
        )
        table.add_row(collection, f"{pairs.total()}", *_shares(pairs))
    Console().print(table)


def said_of_both() -> dict[str, dict[str, bool]]:
    """Collection → post id → whether the product says that it needs a reply."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        with writer(Path(folder) / "story") as con:
            load_story(con, Path(generate.__file__).parent)
            found["story"] = dict(con.execute(NEEDED).fetchall())
        with writer(Path(folder) / "twcs") as con:
            load_file(con, TWCS, FileOptions(format="twcs"), config=Config(), command="load")
            held = dict(con.execute(NEEDED).fetchall())
            found["twcs"] = {post_id.rpartition(":")[2]: it for post_id, it in held.items()}
    return found


def _shares(pairs: "Counter[tuple[bool, bool]]") -> list[str]:
    """Precision and recall of either side; pairs are (said, marked by a person)."""
    found = []
    for side in (False, True):
        right = pairs[side, side]
        wholes = (right + pairs[side, not side], right + pairs[not side, side])
        found += [f"{right / whole:.2f}" if whole else "-" for whole in wholes]
    return found


if __name__ == "__main__":
    main()
