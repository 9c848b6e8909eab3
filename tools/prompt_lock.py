"""Write prompts/versions.lock: id, version and hash of every pack and template.

Run after a template or a parameter changed and its version was bumped; the tests compare, and
look in CHANGELOG.md for what the evaluation said of that version.
"""

import json
import sys
from pathlib import Path

from drafter.prompting.packs import load_pack, lock_entries, pack_names

LOCK = Path(__file__).parents[1] / "prompts" / "versions.lock"


def main() -> int:
    """Rewrite the lock; refuse when a template changed while its version did not."""
    old = json.loads(LOCK.read_text("utf-8")) if LOCK.exists() else {}
    new = {}
    for name in pack_names():
        new.update(lock_entries(load_pack(name)))
    stale = [
        name
        for name, entry in new.items()
        if name in old
        and old[name]["sha256"] != entry["sha256"]
        and old[name]["version"] == entry["version"]
    ]
    if stale:
        print(f"changed without a version bump: {', '.join(stale)}", file=sys.stderr)
        return 1
    LOCK.write_text(json.dumps(new, indent=2, sort_keys=True) + "\n", "utf-8")
    print(f"{len(new)} packs and templates locked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
