"""[backup] of earshot.toml: where backups go, how often, how many are kept."""

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from ingest.brand import Strict
from ingest.web.config_text import Address, Secret

S3 = "s3://"
_PLACE = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?")


def s3_place(text: str) -> tuple[str, str]:
    """Bucket and key (or prefix, without slashes around it) of s3://bucket/key.

    Raises:
        ValueError: it is no such address.
    """
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError('is no address of a bucket: write "s3://bucket" or "s3://bucket/prefix"')
    return found[1], (found[2] or "").strip("/")


def _place(text: str) -> str:
    if text.startswith(S3):
        s3_place(text)
    elif "://" in text:
        raise ValueError('is neither a folder nor "s3://bucket/prefix"')
    return text


class Backup(Strict):
    """Backups that `earshot schedule` makes, and `earshot backup` without a file.

    Attributes:
        to: a folder, or s3://bucket/prefix; of this Earshot alone: older ones there are deleted.
        every_hours: from one to the next.
        keep: so many of the newest stay.
        endpoint: of a service other than Amazon's that speaks S3.
        region: as the service calls it; many of the others take any.
        access_key: the variable that holds it.
        secret_key: the variable that holds it.
    """

    to: Annotated[str, AfterValidator(_place), Field(min_length=1)]
    every_hours: int = Field(default=24, ge=1, le=24 * 366)
    keep: int = Field(default=7, ge=1, le=10_000)
    endpoint: Address | None = None
    region: str = Field(default="us-east-1", pattern=r"^[A-Za-z0-9-]{1,64}$")
    access_key: Secret | None = None
    secret_key: Secret | None = None

    @property
    def is_s3(self) -> bool:
        """Whether they go to a bucket."""
        return self.to.startswith(S3)

    @property
    def folder(self) -> Path:
        """Where they go otherwise."""
        return Path(self.to).expanduser()

    @model_validator(mode="after")
    def _has_keys(self) -> Self:
        missing = [key for key in ("access_key", "secret_key") if getattr(self, key) is None]
        if self.is_s3 and missing:
            raise ValueError(
                f"a bucket needs {' and '.join(missing)}, "
                'the names of variables: "${BACKUP_ACCESS_KEY}", "${BACKUP_SECRET_KEY}"'
            )
        return self
