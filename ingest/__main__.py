"""`python -m ingest` is `earshot ingest`: the same command, for cron and for those without PATH.

The one place of this room that knows the front door: two doors that each did the work themselves
had drifted apart, and one of them never gave an alert.
"""

import sys

import earshot

if __name__ == "__main__":
    earshot.main(["ingest", *sys.argv[1:]])
