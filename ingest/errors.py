"""What can go wrong, one class per cause.

* EarshotError
  + ConfigError           earshot.toml: the key, what it held, what is allowed
  + LoadError             a file that cannot be read at all
  + BackupError           a place for backups refuses, or holds nothing
    - BackupUnavailable   no answer of it, 429, 5xx: worth trying again
  + SourceError           one source; the others go on
    - SourceUnavailable   no answer, 429, 5xx: comes back by itself
      > NotNow            not in this pass: a budget or the time is spent, a pause is asked for
    - SourceRejected      other 4xx, a block page: needs a person
      > SourceGone        410: it will not come back, and is not asked again
    - UnexpectedPayload   one item is not as documented; names the field
  x WarehouseError        sql/errors.py: the warehouse has its own, without this package
"""


class EarshotError(Exception):
    """Anything that Earshot itself raises for people to read."""


class ConfigError(EarshotError):
    """earshot.toml is wrong; the message names every key at fault and what is allowed."""


class LoadError(EarshotError):
    """A file cannot be read at all: missing, not the promised format, no usable column."""


class BackupError(EarshotError):
    """A place for backups refuses, or does not hold what was asked for; the message names it."""


class BackupUnavailable(BackupError):  # noqa: N818 - a state, named as one
    """No answer, too many requests, or a server error: worth trying again later."""


class SourceError(EarshotError):
    """One source failed; the message begins with its name."""


class SourceUnavailable(SourceError):  # noqa: N818 - a state, named as one
    """No answer, too many requests, or a server error: worth trying again later."""


class NotNow(SourceUnavailable):
    """Nothing to be had at this time: asking again within the pass is of no use."""


class SourceRejected(SourceError):  # noqa: N818 - a state, named as one
    """The source refuses us: a person has to look."""


class SourceGone(SourceRejected):
    """The source says that it is gone for good: asking again would be rude."""


class UnexpectedPayload(SourceError):  # noqa: N818 - a state, named as one
    """One item is not as documented; the message names the field."""
