# Two commands for a fresh machine: `make demo` and `make test`. Everything lives in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MODEL ?= qwen2.5-1.5b

.PHONY: demo test check lint types tests lock prompt-lock bench soak bundle clean

demo: $(STAMP)
	$(BIN)/drafter model fetch --yes $(MODEL)
	mkdir -p out
	$(BIN)/drafter draft examples/township-2025.txt -o out/township-2025.docx --model $(MODEL) --force --yes
	$(BIN)/drafter verify out/township-2025.docx --facts examples/township-2025.txt

test: check

check: lint types tests

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

# The embedded model takes every core by itself; what needs none runs side by side.
tests: $(STAMP)
	$(BIN)/pytest -n auto --dist worksteal -m "not model"
	$(BIN)/pytest -m model

# Everything pinned by hash; the build backend is in the lock too, so nothing else is downloaded.
$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $(STAMP)

lock:
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-header --quiet -o requirements.lock

prompt-lock: $(STAMP)
	$(BIN)/python tools/prompt_lock.py

bench: $(STAMP)
	$(BIN)/pytest bench --benchmark-only -q

soak: $(STAMP)
	$(BIN)/pytest tests -m soak --soak -q

bundle: $(STAMP)
	$(BIN)/python tools/bundle.py

clean:
	rm -rf $(VENV) out bundle dist
