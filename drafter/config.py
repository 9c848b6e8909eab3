"""Where models are reached: environment, then drafter.toml here, then the user's configuration.

A key alone never selects a remote endpoint. Without any setting the embedded model serves.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drafter.errors import InputError

__all__ = [
    "Settings",
    "config_folder",
    "config_path",
    "is_confirmed",
    "read_settings",
    "remember_confirmation",
    "state_folder",
]

FILE = "drafter.toml"
_CONFIRMED = "confirmed-endpoints.json"
_NAMES = frozenset({"base_url", "model", "api_key", "profile", "remote", "prices", "hosts"})


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
        file: That file's absolute path; "" elsewhere.
        profile: Name of the provider's profile; "" lets the address decide.
        remote: Whether the endpoint counts as remote even on this machine (tests).
        prices: What a million tokens costs, by model: ``prompt``, ``cached``, ``completion``.
        unknown: Names in the files that mean nothing, for doctor.
    """

    base_url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    origin: str = ""
    from_here: bool = False
    file: str = ""
    profile: str = ""
    remote: bool = False
    prices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def config_folder() -> Path:
    """Return the user's configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("drafter", appauthor=False))


def config_path() -> Path:
    """Return where the user's configuration file lies or would lie."""
    return config_folder() / FILE


def state_folder() -> Path:
    """Return the folder of what drafter itself remembers (confirmed addresses)."""
    import platformdirs

    return Path(platformdirs.user_state_dir("drafter", appauthor=False))


def read_settings(
    environment: Mapping[str, str] | None = None, *, here: Path | None = None
) -> Settings:
    """Read the settings; the first place that names a value wins.

    Raises:
        InputError: A configuration file is not as it should be, or the address is none.
    """
    env = os.environ if environment is None else environment
    here_path = (here or Path.cwd()).absolute() / FILE
    here_table = _read(here_path)
    user_table = _read(config_path())
    base_url = _first(env, "DRAFTER_BASE_URL", "OPENAI_BASE_URL")
    origin, from_here = ("环境变量" if base_url else ""), False
    if not base_url and here_table.get("base_url"):
        base_url, origin, from_here = str(here_table["base_url"]), f"当前文件夹的 {FILE}", True
    if not base_url and user_table.get("base_url"):
        base_url, origin = str(user_table["base_url"]), str(config_path())
    _check_host(base_url, user_table.get("hosts"))
    tables: tuple[dict[str, Any], ...] = (here_table, user_table)

    def first(name: str) -> str:
        return next((str(table[name]).strip() for table in tables if table.get(name)), "")

    prices = {**user_table.get("prices", {}), **here_table.get("prices", {})}
    return Settings(
        base_url=_checked_address(base_url, origin),
        model=_first(env, "DRAFTER_MODEL") or first("model"),
        key=_first(env, "DRAFTER_API_KEY", "OPENAI_API_KEY") or first("api_key"),
        origin=origin,
        from_here=from_here,
        file=str(here_path) if from_here else "",
        profile=first("profile"),
        remote=any(table.get("remote") is True for table in tables),
        prices={name: value for name, value in prices.items() if isinstance(value, dict)},
        unknown=tuple(sorted(set().union(*tables) - _NAMES)),
    )


def _check_host(base_url: str, allowed: object) -> None:
    """Refuse an address whose host is not among those of the user's own configuration.

    Only that file counts: one that lies in a working directory would admit itself.
    """
    if not base_url or not isinstance(allowed, list):
        return
    host = urlsplit(_checked_address(base_url, "设置")).hostname
    if host not in {str(item).lower() for item in allowed}:
        raise InputError(
            f"模型服务 {host} 不在允许的名单里",
            path=str(config_path()),
            todo="确定要用的，请把它写进这个文件的 hosts。",
        )


def is_confirmed(settings: Settings) -> bool:
    """Whether the user was shown this address from this file before and agreed."""
    return [settings.file, settings.base_url] in _confirmed()


def remember_confirmation(settings: Settings) -> None:
    """Note that the user agreed; where nothing can be written, she is asked again next time."""
    from drafter.atomic import write_file

    known = [*_confirmed(), [settings.file, settings.base_url]]
    path = state_folder() / _CONFIRMED
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = json.dumps(known, ensure_ascii=False, indent=1).encode("utf-8")
        write_file(path, data, private=True, remember=False)
    except (OSError, InputError):
        return


def _confirmed() -> list[list[str]]:
    try:
        known = json.loads((state_folder() / _CONFIRMED).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return known if isinstance(known, list) else []


def _first(env: Mapping[str, str], *names: str) -> str:
    return next((env[name].strip() for name in names if env.get(name, "").strip()), "")


def _checked_address(base_url: str, origin: str) -> str:
    address = base_url.strip().rstrip("/")
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    else:
        if parts.username or parts.password:
            raise InputError(
                f"模型服务的地址里不能带用户名或密码（来自{origin}）",
                todo="请把密钥放在 DRAFTER_API_KEY 里。",
            )
    if not valid:
        raise InputError(
            f"模型服务的地址“{address}”不对（来自{origin}）",
            todo="请写成 http://127.0.0.1:8000/v1 这样。",
        )
    return address


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_text("utf-8-sig")
        open_to_others = os.name == "posix" and bool(path.stat().st_mode & 0o077)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("配置文件读不出来", path=str(path), todo="请检查权限和编码。") from error
    try:
        table = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"配置文件格式有误（{error}）", path=str(path), todo='每行写成 名称 = "值"。'
        ) from error
    if table.get("api_key") and open_to_others:
        raise InputError(
            "文件里有密钥，别的用户也能读这个文件",
            path=str(path),
            todo=f"请运行 chmod 600 {path}，或把密钥放在环境变量 DRAFTER_API_KEY 里。",
        )
    return table
