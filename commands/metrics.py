"""Figures about Earshot itself, for Prometheus, and an address that says whether all is well."""

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from commands.health import findings, freshness
from sql import deliveries, warehouse
from sql.errors import WarehouseError

BY_SOURCE = {
    "last_success_at": ("last_success_seconds", "When the source was last read, epoch seconds"),
    "observed_until": ("observed_until_seconds", "Up to when the source is known, epoch seconds"),
    "failure_count": ("failures", "Failed attempts in a row"),
    "gap_hours": ("gap_hours", "Hours that were not watched"),
    "loaded_count": ("posts", "Posts held"),
    "rejected_count": ("rejected", "Payloads refused and still kept"),
}


class Warehouse(Collector):
    """What is asked of the folder at every scrape."""

    def __init__(self, data: Path, config: Path) -> None:
        self._data, self._config = data, config

    def collect(self) -> Iterator[Metric]:
        """One family for each figure; what cannot be read is left out, and earshot_up is 0."""
        try:
            rows = freshness(self._data)
            yield GaugeMetricFamily("earshot_up", "Whether the warehouse can be read", value=1)
        except WarehouseError:
            rows = pd.DataFrame()
            yield GaugeMetricFamily("earshot_up", "Whether the warehouse can be read", value=0)
        yield from _by_source(rows)
        yield from self._files()
        problems = sum(not one.is_well for one in findings(self._data, self._config))
        yield GaugeMetricFamily("earshot_problems", "What `earshot doctor` names", value=problems)

    def _files(self) -> Iterator[Metric]:
        size = GaugeMetricFamily("earshot_warehouse_bytes", "Size of files", labels=["file"])
        for path in sorted(one for one in self._data.glob("*.duckdb") if not one.is_symlink()):
            size.add_metric([path.name], path.stat().st_size)
        yield size
        told = GaugeMetricFamily("earshot_messages", "Messages to people", labels=["state"])
        if (self._data / deliveries.FILE).exists():
            with deliveries.opened(self._data) as con:
                counted = con.execute("select state, count(*) from messages group by state")
                for state, count in counted.fetchall():
                    told.add_metric([state], count)
        yield told
        version = (warehouse.published(self._data) or "v0")[1:9]
        yield GaugeMetricFamily("earshot_version", "Published version", value=int(version))


def _by_source(rows: pd.DataFrame) -> Iterator[Metric]:
    for column, (name, help_text) in BY_SOURCE.items():
        family = GaugeMetricFamily(f"earshot_source_{name}", help_text, labels=["source"])
        for _, row in rows.iterrows():
            value = row[column]
            if not pd.isna(value):
                number = value.timestamp() if hasattr(value, "timestamp") else float(value)
                family.add_metric([row["source"]], number)
        yield family


def server(data: Path, config: Path, *, address: str, port: int) -> ThreadingHTTPServer:
    """A server of /metrics and /health; the caller runs it."""
    registry = CollectorRegistry()
    registry.register(Warehouse(data, config))
    pages: dict[str, Callable[[], tuple[HTTPStatus, str, bytes]]] = {
        "/metrics": lambda: (HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest(registry)),
        "/health": lambda: _health(data, config),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer one of the two pages."""
            page = pages.get(self.path.partition("?")[0])
            status, kind, body = page() if page else (HTTPStatus.NOT_FOUND, "text/plain", b"")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: it is asked every few seconds."""

    return ThreadingHTTPServer((address, port), Handler)


def _health(data: Path, config: Path) -> tuple[HTTPStatus, str, bytes]:
    """503 where something is not well; what, as JSON."""
    found = findings(data, config)
    is_well = all(one.is_well for one in found)
    body = {"is_well": is_well, "findings": [one.as_dict() for one in found]}
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    return status, "application/json", json.dumps(body).encode()
