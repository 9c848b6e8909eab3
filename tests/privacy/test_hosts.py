"""Whoever answers for an office names the hosts that its notes may go to."""

from pathlib import Path

import pytest

from drafter.config import config_path, read_settings
from drafter.errors import InputError


@pytest.fixture
def allowing(private_home: Path) -> Path:
    """Allow one host in the user's own configuration."""
    path = config_path()
    assert private_home in path.parents
    path.parent.mkdir(parents=True)
    path.write_text('hosts = ["api.example.org"]\n', "utf-8")
    return path


@pytest.mark.usefixtures("allowing")
def test_a_host_that_is_not_named_is_refused(tmp_path: Path) -> None:
    """A slip in an environment variable must not send notes elsewhere."""
    with pytest.raises(InputError, match=r"api\.example\.com"):
        read_settings({"DRAFTER_BASE_URL": "https://api.example.com/v1"}, here=tmp_path)
    with pytest.raises(InputError, match=r"api\.example\.org\.evil\.net"):
        read_settings({"DRAFTER_BASE_URL": "https://api.example.org.evil.net/v1"}, here=tmp_path)

    kept = read_settings({"DRAFTER_BASE_URL": "https://API.example.org/v1"}, here=tmp_path)

    assert kept.base_url == "https://API.example.org/v1"


@pytest.mark.usefixtures("allowing")
def test_a_file_of_the_working_directory_admits_no_host(tmp_path: Path) -> None:
    """Somebody else may have put it there."""
    (tmp_path / "drafter.toml").write_text(
        'base_url = "https://api.example.com/v1"\nhosts = ["api.example.com"]\n', "utf-8"
    )

    with pytest.raises(InputError, match="名单"):
        read_settings({}, here=tmp_path)
