"""Keep the first replies of runs as test data: ``python keep_replies.py OUT NAME=RUN.json ...``.

Only what the model wrote is kept; the tests score it anew, so the data outlives every change of
scorer, verifier and fact rules.
"""

import json
import sys
from pathlib import Path

from drafter.evaluating.rows import read_run


def main(arguments: list[str]) -> int:
    """Write one line a case, arm and repeat."""
    out, *runs = arguments
    lines = []
    for item in runs:
        name, path = item.split("=", 1)
        lines += [
            json.dumps(
                {"arm": name, "case": row.case, "repeat": row.repeat, "first": dict(row.firsts)},
                ensure_ascii=False,
            )
            for row in read_run(Path(path)).rows
            if not row.error and row.firsts
        ]
    Path(out).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} replies kept")  # noqa: T201 # a tool run by hand
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
