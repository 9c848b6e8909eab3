"""The embedded engine's own process: a crash or lack of memory here must not take the draft along.

Started by ``engine.py`` as ``python -m drafter.model.engine_child``. Reads one JSON line from
standard input (path, context, slots, key), loads the model, answers with one JSON line that holds
the address, and ends when standard input closes, so that it never outlives its parent.
"""

import json
import os
import sys

__all__ = ["main"]


def main() -> int:
    """Serve until the parent goes."""
    wanted = json.loads(sys.stdin.readline())
    # The engine logs to the process's own descriptors; the answer goes to a copy of stdout.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        import xllamacpp
    except ImportError:
        answers.write(json.dumps({"error": "missing"}) + "\n")
        answers.flush()
        return 1
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
    params.verbosity = -1
    try:
        server = xllamacpp.Server(params)
    except Exception as error:  # noqa: BLE001 # whatever the engine raises is reported by its kind
        answers.write(json.dumps({"error": type(error).__name__}) + "\n")
        answers.flush()
        return 1
    answers.write(json.dumps({"url": server.listening_address}) + "\n")
    answers.flush()
    sys.stdin.read()
    # A clean shutdown of the engine takes a second that nobody waits for.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
