"""What goes wrong on the way to a cluster."""

from sql.errors import WarehouseError


class Untranslatable(WarehouseError):  # noqa: N818 - a state, named as one
    """SQL of ours says what no rule of sql/cluster/rules.py puts into the cluster's words."""


class ClusterMissing(WarehouseError):  # noqa: N818 - a state, named as one
    """Spark is not installed here, or its master does not answer."""
