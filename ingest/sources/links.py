"""Addresses of articles: the same one however a feed, a campaign or a session writes it."""

import re
from urllib.parse import SplitResult, urlsplit

from ingest.web.redaction import MASK, without_masked

# What readers are followed with, and who is logged in: no part of what the address names.
_FOLLOWED = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|at_(?:medium|campaign\w*|link\w*)|(?:fb|g|d|y|ms|tw|ttc|li_fat_)clid"
    r"|gclsrc|[gw]braid|mc_[ce]id|mkt_tok|igshid|_ga|_gl|_hs\w+|__s|vero_id|oly_\w+_id|wt_?mc\w*"
    r"|cmpid|ncid|s_cid|zanpid|trk|(?:php|j)sess(?:ion)?id|aspsessionid\w*|session_?id|cf(?:id|token)"
    r"|(?:access_|auth_|feed_|private_|rss_)?token|x-amz-\w+|expires|signature|nonce|_?dc|cachebust\w*)",
    re.IGNORECASE,
)
# Names that mean an article elsewhere: only where the value looks drawn by chance.
_DRAWN_NAME = re.compile(r"(?:sid|s|sess|session|key|auth|sig|hash)", re.IGNORECASE)
_DRAWN = re.compile(r"(?=[^\d]*\d)(?:[0-9a-f]{16,}|[\w-]{24,})", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:j|php)?sess(?:ion)?(?:id)?=[^/;?#]*", re.IGNORECASE)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def cleaned(address: str) -> str | None:
    """The address without what only follows a reader, to be opened; None unless http or https."""
    parts = _split(address)
    return None if parts is None or MASK in parts.geturl() else parts.geturl()


def canonical(address: str) -> str | None:
    """The address as the one name of what it leads to; None unless it is http or https.

    http and https are one, and so is the case of the host.
    """
    parts = _split(address)
    if parts is None:
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    host = host.removesuffix(_DEFAULT_PORT[parts.scheme])
    return parts._replace(scheme="https", netloc=host, path=parts.path or "/").geturl()


def is_drawn(text: str) -> bool:
    """Whether a part of an address looks drawn by chance, as keys are, rather than written."""
    mixed = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    is_hex = re.fullmatch(r"[0-9a-f-]{16,}", text, re.IGNORECASE) is not None
    return mixed and (is_hex or re.fullmatch(r"\w{20,}", text, re.ASCII) is not None)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(without_masked(address.strip()))
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORT or not parts.netloc:
        return None
    path = _PATH_SESSION.sub("", parts.path)
    kept = [one for one in parts.query.split("&") if one and not _is_followed(one)]
    return parts._replace(path=path, query="&".join(kept))


def _is_followed(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    if _FOLLOWED.fullmatch(name):
        return True
    return _DRAWN_NAME.fullmatch(name) is not None and _DRAWN.fullmatch(value) is not None
