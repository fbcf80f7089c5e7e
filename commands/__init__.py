"""The verbs of the command line, a file per group, and what they print.

Files of verbs import what a verb needs when it is called: `earshot --help` pays for none of it.
"""

import gc
import os

# NumPy and SciPy start a thread for every core, which wait by spinning; nothing here multiplies
# matrices large enough for two. It has to be said before the first of them is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Nearly all that a process imports and plans stays until it ends; to look through it every 700
# objects takes a tenth of a short run.
gc.set_threshold(50_000, 20, 20)
