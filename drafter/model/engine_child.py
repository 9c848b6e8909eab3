"""The embedded engine's own process: a crash or lack of memory here must not take the draft along.

Started by ``engine.py`` as ``python -m drafter.model.engine_child``. Reads one JSON line from
standard input (path, context, slots, key), loads the model, answers with one JSON line that holds
the address, and ends when standard input closes, so that it never outlives its parent.
"""

import contextlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

__all__ = ["main"]


def main() -> int:
    """Serve until the parent goes."""
    wanted = json.loads(sys.stdin.readline())
    # From now on: the parent may go while the model is still being loaded.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Where memory runs out, the system is to end this process and not the draft.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
    # The engine logs to the process's own descriptors; the answer goes to a copy of stdout.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)

    def answer(value: dict[str, str]) -> None:
        answers.write(json.dumps(value) + "\n")
        answers.flush()

    try:
        import xllamacpp

        server = xllamacpp.Server(_settings(xllamacpp, wanted))
    except Exception as error:  # noqa: BLE001 # whatever the engine raises is reported by its kind
        answer({"error": type(error).__name__})
        return 1
    answer({"url": server.listening_address})
    threading.Event().wait()
    return 0


def _end_with_parent() -> None:
    sys.stdin.read()
    # A clean shutdown of the engine takes a second that nobody waits for.
    os._exit(0)


def _settings(xllamacpp: Any, wanted: dict[str, Any]) -> Any:  # noqa: ANN401 # the engine's own types
    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.n_ctx = wanted["context"] * wanted["slots"]
    params.n_parallel = wanted["slots"]
    params.api_keys = [wanted["key"]]
    params.cache_prompt = True
    params.warmup = True
    # Waiting threads sleep: beside other programs busy waiting makes both several times slower.
    params.cpuparams.poll = 0
    params.cpuparams_batch.poll = 0
    # What a browser page or another program could ask for is switched off.
    params.ui = False
    params.endpoint_slots = False
    params.cors_origins = ""
    params.verbosity = -1
    return params


if __name__ == "__main__":
    sys.exit(main())
