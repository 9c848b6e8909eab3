"""Which model a user's settings open, and which addresses are asked about or refused."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.model import open_model
from drafter.model.openai_chat import OpenAIChat
from drafter.model.profiles import guess_profile
from tests.loopback import Loopback


def opened(name: str | None = None, confirm: Callable[[str], bool] | None = None) -> OpenAIChat:
    async def run() -> OpenAIChat:
        model = await open_model(name, confirm=confirm)
        await model.aclose()
        assert isinstance(model, OpenAIChat)
        return model

    return asyncio.run(run())


@pytest.fixture
def here(tmp_path: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("address", "owner", "name"),
    [
        ("https://api.openai.com/v1", "", "openai"),
        ("https://api.deepseek.com", "", "deepseek"),
        ("https://dashscope.aliyuncs.com/compatible-mode/v1", "", "dashscope"),
        ("https://open.bigmodel.cn/api/paas/v4", "", "zhipu"),
        ("https://api.moonshot.cn/v1", "", "moonshot"),
        ("https://api.moonshot.cn.example.org/v1", "", "other"),
        ("http://127.0.0.1:11434/v1", "", "ollama"),
        ("http://127.0.0.1:11434/v1", "vllm", "vllm"),
        ("http://127.0.0.1:1234/v1", "", "lmstudio"),
        ("http://127.0.0.1:8000/v1", "llamacpp", "llama.cpp"),
        ("http://127.0.0.1:8000/v1", "", "other"),
    ],
)
def test_a_profile_is_known_by_host_owner_or_port(address: str, owner: str, name: str) -> None:
    """The user gives an address; she should not need to know what its server is."""
    assert guess_profile(address, owner=owner).name == name


def test_a_server_on_this_machine_says_what_it_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only model it serves needs no name either."""
    with Loopback(lambda _: "好。", models=[{"id": "qwen3", "owned_by": "vllm"}]) as server:
        monkeypatch.setenv("DRAFTER_BASE_URL", server.base_url)
        model = opened()

    assert (model.name, model.endpoint.profile.name, model.takes_grammar) == ("qwen3", "vllm", True)


def test_of_several_models_the_user_chooses(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess could be the embedding model."""
    with Loopback(lambda _: "好。", models=[{"id": "a"}, {"id": "b"}]) as server:
        monkeypatch.setenv("DRAFTER_BASE_URL", server.base_url)
        with pytest.raises(InputError, match="a、b"):
            opened()

        assert opened("b").name == "b"


def test_a_profile_that_was_named_outweighs_what_the_server_says(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a gateway the owner is the gateway's."""
    (here / "drafter.toml").write_text('profile = "llama.cpp"', "utf-8")
    with Loopback(lambda _: "好。", models=[{"id": "a", "owned_by": "gateway"}]) as server:
        monkeypatch.setenv("DRAFTER_BASE_URL", server.base_url)

        assert opened().endpoint.profile.name == "llama.cpp"


def test_an_address_found_in_the_working_directory_is_shown_and_agreed_to_once(here: Path) -> None:
    """Somebody else may have put the file there, to have the notes sent to him."""
    asked: list[str] = []

    def answer(question: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    with Loopback(lambda _: "好。", models=[{"id": "a"}]) as server:
        (here / "drafter.toml").write_text(f'base_url = "{server.base_url}"', "utf-8")
        for confirm in (None, answer):
            with pytest.raises(InputError, match="没有同意"):
                opened(confirm=confirm)
        first = opened(confirm=answer)
        again = opened()

    assert first.name == again.name == "a"
    assert all(server.base_url in question for question in asked)
    assert len(asked) == 2


def test_another_address_in_the_same_file_is_asked_about_again(here: Path) -> None:
    """Agreeing to one server is not agreeing to the next."""
    with Loopback(lambda _: "好。", models=[{"id": "a"}]) as server:
        (here / "drafter.toml").write_text(f'base_url = "{server.base_url}"', "utf-8")
        opened(confirm=lambda _: True)
        (here / "drafter.toml").write_text('base_url = "http://127.0.0.1:9/v1"', "utf-8")

        with pytest.raises(InputError, match="没有同意"):
            opened()


@pytest.mark.parametrize("address", ["https://api.deepseek.com", "http://10.1.2.3:8000/v1"])
def test_an_address_elsewhere_is_refused_before_anything_is_sent(
    here: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Names leave the machine only once they are replaced."""
    monkeypatch.setenv("DRAFTER_BASE_URL", address)

    with pytest.raises(InputError, match="没有发送任何内容"):
        opened(confirm=lambda _: True)


def test_a_key_alone_selects_no_endpoint(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contract: without an address the embedded model serves."""
    from drafter.config import read_settings

    monkeypatch.setenv("DRAFTER_API_KEY", "sk-planted")

    assert read_settings().base_url == ""
    assert "sk-planted" not in repr(read_settings())


@pytest.mark.parametrize(
    "address", ["deepseek", "ftp://x/v1", "http://", "http://u:p@127.0.0.1/v1", "http://[::1/v1"]
)
def test_an_address_that_is_none_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A slip in a setting is told where it stands, not as a network fault."""
    monkeypatch.setenv("DRAFTER_BASE_URL", address)

    with pytest.raises(InputError, match="环境变量"):
        opened()
