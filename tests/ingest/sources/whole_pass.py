"""A connector from its server to the warehouse: one pass, and what is held afterwards."""

from ingest.config_file import parse_config
from ingest.passes.fetch_sources import run_pass
from ingest.web.client import Client
from tests.build import rows
from tests.ingest.web.server import QUICK

HELD = """
    select post_id, parent_id, conversation_id, brand, direction, text
    from posts
    order by post_id
"""


def one_pass(data, kind, own_accounts=(), **keys):
    """The outcome of a pass over one source, which is Acme's."""
    entry = {"kind": kind, "brands": ["acme"], **keys}
    acme = {"name": "Acme", "own_accounts": list(own_accounts)}
    config = parse_config({"brands": {"acme": acme}, "sources": {"s": entry}})
    (outcome,) = run_pass(data, config, client=Client(QUICK)).outcomes
    return outcome


def counted(outcome):
    return (
        outcome.outcome,
        outcome.new_count,
        outcome.changed_count,
        outcome.rejected_count,
        outcome.message,
    )


def held(data):
    """By id, without the source's name: parent, conversation, brand, direction and text."""
    plain = [[_bare(value) for value in row.values()] for row in rows(data, HELD)]
    return {row[0]: tuple(row[1:]) for row in plain}


def _bare(value):
    return value.removeprefix("s:") if isinstance(value, str) else value
