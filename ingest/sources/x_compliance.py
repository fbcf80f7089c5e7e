"""X's batch compliance: which of many posts were deleted, protected or suspended, at no price.

A job is made, the ids are put where it says, and once it is complete the posts that must go are
read where it says; an id that it does not name stands.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.errors import NotNow, SourceRejected, UnexpectedPayload
from ingest.sources.x_answers import ID, BadQuery
from ingest.sources.x_options import Options
from ingest.web.asking import Api, origin, server_of
from ingest.web.client import Client
from ingest.web.config_text import expand

LOOKS, PAUSE_SECONDS = 40, 10.0  # at a job that is not complete, and between two of them
KINDS = ("tweets", "posts")  # what a job's type is called before and after the renaming
# "scrub_geo" takes a place from a post that stands; places are not stored.
STANDS = frozenset(("scrub_geo",))


def gone_among(client: Client, api: Api, source: Options, ids: Sequence[str]) -> tuple[str, ...]:
    """Ids of the posts that must go; the others of ids stand.

    Raises:
        NotNow: the job is not complete in time.
        SourceError: X takes no job, or it fails.
    """
    job = _made(client, api, source)
    places = [_text(source, job, name) for name in ("upload_url", "download_url")]
    upload, download = (_place(source, one) for one in places)
    client.put(upload, "\n".join(ids).encode(), headers={"Content-Type": "text/plain"})
    _wait(client, api, source, _text(source, job, "id"))
    told = client.get(download).body.decode("utf-8", "replace")
    return tuple(dict.fromkeys(_gone(source, told)))


def _made(client: Client, api: Api, source: Options) -> dict[str, Any]:
    for kind in KINDS:
        try:
            return _job(source, client.post_json(api, "compliance/jobs", json={"type": kind}).data)
        except BadQuery:
            if kind == KINDS[-1]:
                raise
    raise AssertionError


def _wait(client: Client, api: Api, source: Options, job_id: str) -> None:
    patient = replace(api, pause_seconds=PAUSE_SECONDS)
    if not ID.fullmatch(job_id):
        raise UnexpectedPayload(f"{source.name}: the id of a job is no number")
    for _ in range(LOOKS):
        job = _job(source, client.get_json(patient, f"compliance/jobs/{job_id}").data)
        if job.get("status") == "complete":
            return
        if job.get("status") in ("failed", "expired"):
            raise SourceRejected(f"{source.name}: a compliance job {job['status']}")
    raise NotNow(f"{source.name}: a compliance job is not complete after {LOOKS} looks")


def _place(source: Options, address: str) -> Api:
    """Where a job's file lies: on a server that the configuration names, without credentials.

    Raises:
        SourceRejected: it lies on any other.
    """
    known = [expand(source.name, one) for one in (source.base_url, source.files_url)]
    if origin(address) not in [origin(one) for one in known]:
        raise SourceRejected(
            f"{source.name}: the file of a compliance job lies on {server_of(address)}, which is "
            "not asked; if it should be, write its address in earshot.toml as files_url"
        )
    return Api(source=source.name, base_url=address)


def _job(source: Options, answer: Any) -> dict[str, Any]:
    job = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(job, dict):
        raise UnexpectedPayload(f"{source.name}: a compliance job is no object")
    return job


def _text(source: Options, job: dict[str, Any], name: str) -> str:
    if not isinstance(found := job.get(name), str):
        raise UnexpectedPayload(f"{source.name}: a compliance job has no {name}")
    return found


def _gone(source: Options, told: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, told.splitlines())):
        try:
            one = json.loads(line)
        except ValueError:
            raise UnexpectedPayload(f"{source.name}: the file of a job is no JSON") from None
        if not isinstance(one, dict) or one.get("reason") in STANDS:
            continue
        if one.get("action") == "delete" and isinstance(one.get("id"), str | int):
            yield str(one["id"])
