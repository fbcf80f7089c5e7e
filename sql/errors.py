"""What can go wrong with the warehouse, one class per cause; light, so that a command can name it.

* WarehouseError
  + WarehouseBusy         another writer is at work
  + WarehouseEmpty        nothing is published yet
  + WarehouseFull         no space left
  + WarehouseDamaged      a file that cannot be read
  + WarehouseNewer        a file of a later Earshot
  + TimeUnknown           nothing is known of the time that was asked for
"""


class WarehouseError(Exception):
    """The warehouse cannot do what was asked; the message says what to do."""


class WarehouseBusy(WarehouseError):  # noqa: N818 - a state, named as one
    """Another writer is at work and did not finish in time."""


class WarehouseEmpty(WarehouseError):  # noqa: N818 - a state, named as one
    """No version has been published yet."""


class WarehouseFull(WarehouseError):  # noqa: N818 - a state, named as one
    """The disk is full; readers keep the last good version."""


class WarehouseDamaged(WarehouseError):  # noqa: N818 - a state, named as one
    """A database file cannot be read."""


class WarehouseNewer(WarehouseError):  # noqa: N818 - a state, named as one
    """A later Earshot has written the file, in a way that this one does not know."""


class TimeUnknown(WarehouseError):  # noqa: N818 - a state, named as one
    """A moment before the first mention, or after all that is known."""
