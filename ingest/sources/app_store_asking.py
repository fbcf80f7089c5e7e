"""How the App Store is asked: the public feed by anybody, App Store Connect by who has a key."""

from ingest.sources.app_store_connect import Connect, asks_to_wait
from ingest.sources.app_store_connect import refusal as connect_refusal
from ingest.sources.app_store_feed import Feed
from ingest.sources.app_store_feed import refusal as feed_refusal
from ingest.sources.app_store_options import Options
from ingest.web.asking import Api
from ingest.web.auth import Granted
from ingest.web.client import Client
from ingest.web.config_text import expand
from ingest.web.signed_tokens import SelfSigned, key_text


def feed_of(client: Client, source: Options, country: str, form: int | None) -> Feed:
    """The public feed of a country.

    Args:
        client: asks.
        source: its entry in earshot.toml.
        country: two letters.
        form: of the address, which worked last; None where none did yet.
    """
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.base_url),
        pause_seconds=source.pause_seconds,
        refusal=feed_refusal(source.name),
    )
    return Feed(client, api, source, source.app_id, country, form)


def connect_of(client: Client, source: Options) -> Connect:
    """App Store Connect.

    Raises:
        SourceRejected: the key is missing, or none.
    """
    api = Api(
        source=source.name,
        base_url=expand(source.name, source.connect_url),
        auth=Granted(_key(source)),
        asks_to_wait=asks_to_wait,
        refusal=connect_refusal(source.name),
    )
    return Connect(client=client, api=api, source=source, app=source.app_id)


def _key(source: Options) -> SelfSigned:
    """A team's key names the team, a person's own does not."""
    who = ("iss", source.issuer_id) if source.issuer_id else ("sub", "user")
    held = expand(source.name, source.private_key)
    return SelfSigned(
        key_id=source.key_id or "",
        claims=(who, ("aud", "appstoreconnect-v1")),
        private_key=key_text(source.name, held, "-----BEGIN"),
    )
