"""Write the golden run anew, or add checksums for the libraries at hand."""

import argparse

from tests.golden import small_world

parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
action = parser.add_mutually_exclusive_group(required=True)
action.add_argument("--why", help="write it anew; one sentence for the changelog")
action.add_argument("--add", action="store_true", help="add checksums for the libraries at hand")
given = parser.parse_args()
if given.add:
    small_world.add()
else:
    small_world.write(given.why)
