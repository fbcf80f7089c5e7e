"""The verbs of the command line, a file per group, and what they print.

Files of verbs import what a verb needs when it is called: `earshot --help` pays for none of it.
"""
