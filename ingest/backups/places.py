"""Where backups are kept: a folder or a bucket, by the same four verbs."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.backups.options import Backup, s3_place
from ingest.backups.s3 import Bucket
from ingest.backups.signing import Key
from ingest.errors import BackupError
from ingest.web.config_text import expand


class Place(Protocol):
    """What can hold files by name. All verbs raise a BackupError that names what was wrong."""

    def address(self, name: str) -> str:
        """How people write where a file is."""

    def names(self) -> dict[str, int]:
        """Names of the files, with their bytes."""

    def put(self, file: Path, name: str) -> None:
        """Keep a copy of a file; whole or not at all."""

    def get(self, name: str, file: Path) -> None:
        """Copy a file back."""

    def delete(self, name: str) -> None:
        """Take a file away; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, made with the first backup; only its owner may look into what is put there."""

    path: Path

    def address(self, name: str) -> str:
        """How people write where a file is."""
        return str(self.path / name)

    def names(self) -> dict[str, int]:
        """Names of the files, with their bytes."""
        try:
            return {one.name: one.stat().st_size for one in self.path.iterdir() if one.is_file()}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise BackupError(f"{self.path}: {error.strerror}") from error

    def put(self, file: Path, name: str) -> None:
        """Keep a copy of a file; whole or not at all."""
        scrap = self.path / f"{name}.tmp"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            scrap.touch(mode=0o600)
            shutil.copyfile(file, scrap)
            with scrap.open("rb") as written:
                os.fsync(written.fileno())
            scrap.rename(self.path / name)
        except OSError as error:
            raise BackupError(f"{self.path / name}: {error.strerror}") from error
        finally:
            _drop(scrap)

    def get(self, name: str, file: Path) -> None:
        """Copy a file back."""
        try:
            shutil.copyfile(self.path / name, file)
        except OSError as error:
            raise BackupError(f"{self.path / name}: {error.strerror}") from error

    def delete(self, name: str) -> None:
        """Take a file away; one that is not there is no error."""
        _drop(self.path / name)


def place_of(options: Backup) -> Place:
    """Where [backup] keeps them.

    Raises:
        SourceRejected: a variable is not set; it is named.
    """
    return bucket_of(options, *s3_place(options.to)) if options.is_s3 else Folder(options.folder)


def bucket_of(options: Backup, name: str, prefix: str) -> Bucket:
    """A bucket by the credentials of [backup].

    Raises:
        BackupError: it holds none.
        SourceRejected: a variable is not set; it is named.
    """
    if options.access_key is None or options.secret_key is None:
        raise BackupError("[backup]: write access_key and secret_key, to reach a bucket")
    key = Key(
        expand("backup", options.access_key), expand("backup", options.secret_key), options.region
    )
    endpoint = expand("backup", options.endpoint) if options.endpoint else None
    return Bucket(name=name, prefix=prefix, key=key, endpoint=endpoint)


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror}") from error
