"""The order of a run: every step of sql/derive, in the order in which the runners take them.

A stage is what one runner does in one go; what Python does between two steps of a stage (following
replies to their root, splitting brands into parts) stands in the runner. A test checks that each
step reads only what an earlier one leaves.
"""

from collections.abc import Mapping

ORDER: Mapping[str, tuple[str, ...]] = {
    # Each batch: what it changes of the posts, and which texts are read (again).
    "merge": ("keys", "merge"),
    "reread": ("reread",),
    "rescore": ("reread_some", "reread_all"),  # one of them, when the scorer is another
    "read": ("unread",),
    "delta": ("delta",),
    "copies": ("copy_loose", "copy_links", "copy_write"),
    # A rebuild has no batch.
    "anew": ("keys", "reread", "no_delta"),
    "copies_anew": ("copy_anew", "copy_links", "copy_write"),
    # A label given to one copy holds for all, so groups come first.
    "relabel": ("relabel",),
    # Where nothing is touched, that is all, and a run that brings what is held costs little.
    "untouched": ("untouched", "voices"),
    # Its conversations, again and again until no more of them are touched.
    "threads": ("gather", "label", "brands", "abouts", "mentions", "automated"),
    "posts": ("write_posts", "count", "voices"),
    # Of all, where an older Earshot counted none, and after a rebuild.
    "counts_anew": ("count_anew", "voices"),
    "turns": ("turn_posts", "turn_cut", "turn_rows", "turn_write"),  # turn_cut once for each turn
    "replies": ("reply_posts", "reply_gone"),
    "replies_read": ("reply_rows", "reply_write"),  # only where somebody replied
    # Once, before all others, where an older Earshot kept none.
    "replies_anew": ("reply_held", "reply_posts", "reply_gone"),
    "touch_volume": ("volume_touched",),
    "append": ("append",),
    # Of a load of a file, and when it is taken back.
    "keep_load": ("keep_load",),
    "unload": ("unload",),
    "touch_growth": ("viral_touched",),
    # Once for all batches of a run: hourly volume, for some brands at a time, …
    "volume": ("volume_counts",),
    "volume_less": ("volume_less",),  # where a load is taken back
    "scope": ("volume_scope",),
    "spikes": (
        "volume_series",
        "volume_calendar",
        "spike_days",
        "volume_grid",
        "volume_expected",
        "spike_marks",
    ),
    # … a second look at the series of which an hour stood out, …
    "spikes_again": ("spike_unmarked", "volume_expected", "spike_together"),
    "spikes_told": ("spike_tests", "volume_write", "spike_episodes"),
    # … growth, …
    "growth": ("viral_growth", "viral_lessons", "viral_curves", "viral_levels"),
    # … and after the run the rules.
    "alerts": ("give_alerts", "give_issues"),  # one of them for each rule
    # In a copy of the warehouse that goes back to a moment, before everything is derived anew.
    "past": ("past_sources", "past_posts", "past_rest"),
}
