"""Where models are reached: environment, then drafter.toml here, then the user's configuration.

A key alone never selects a remote endpoint. Without any setting the embedded model serves.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.errors import InputError

__all__ = ["Settings", "config_folder", "read_settings"]

FILE = "drafter.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user configured.

    Attributes:
        base_url: "" selects the embedded model.
        model: The model's name; "" leaves it to the endpoint or the default weights.
        key: Never shown.
        origin: Where ``base_url`` was set, in Chinese; "" without one.
        from_here: Whether it came from a file in the working directory, which somebody else
            may have put there; such an address is confirmed once before anything is sent.
        profile: Name of the provider's profile; "" lets the address decide.
        remote: Whether the endpoint counts as remote even on this machine (tests).
    """

    base_url: str = ""
    model: str = ""
    key: str = ""
    origin: str = ""
    from_here: bool = False
    profile: str = ""
    remote: bool = False


def config_folder() -> Path:
    """Return the user's configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("drafter", appauthor=False))


def read_settings(
    environment: Mapping[str, str] | None = None, *, here: Path | None = None
) -> Settings:
    """Read the settings; the first place that names a value wins.

    Raises:
        InputError: A configuration file is not as it should be.
    """
    env = os.environ if environment is None else environment
    here_table = _read((here or Path.cwd()) / FILE)
    user_table = _read(config_folder() / FILE)
    base_url = env.get("DRAFTER_BASE_URL") or env.get("OPENAI_BASE_URL") or ""
    origin, from_here = ("环境变量" if base_url else ""), False
    if not base_url and here_table.get("base_url"):
        base_url, origin, from_here = str(here_table["base_url"]), f"当前文件夹的 {FILE}", True
    if not base_url and user_table.get("base_url"):
        base_url, origin = str(user_table["base_url"]), str(config_folder() / FILE)
    tables: tuple[dict[str, Any], ...] = (here_table, user_table)

    def first(name: str) -> str:
        return next((str(table[name]) for table in tables if table.get(name)), "")

    return Settings(
        base_url=base_url,
        model=env.get("DRAFTER_MODEL") or first("model"),
        key=env.get("DRAFTER_API_KEY") or env.get("OPENAI_API_KEY") or first("api_key"),
        origin=origin,
        from_here=from_here,
        profile=first("profile"),
        remote=any(table.get("remote") is True for table in tables),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("配置文件读不出来", path=str(path), todo="请检查权限和编码。") from error
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"配置文件格式有误（{error}）", path=str(path)) from error
