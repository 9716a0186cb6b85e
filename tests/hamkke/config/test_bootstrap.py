"""Setting a checkout up: once, alone, from what the lock files say."""

import fcntl
import hashlib
import os
import sys
import sysconfig
import zipfile
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hamkke.config import bootstrap
from hamkke.config.bootstrap import SetupError, Step


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "BUILD", tmp_path / "build")
    monkeypatch.setattr(bootstrap, "STAMPS", tmp_path / "build" / "stamps")
    return tmp_path


def plan(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> None:
    monkeypatch.setattr(bootstrap, "steps", lambda *, with_tools: list(steps))  # noqa: ARG005


def test_a_step_is_done_once_and_silently_thereafter(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    plan(monkeypatch, Step("one", "첫 단계", "hash 1", checkout, lambda: done.append("one")))
    bootstrap.set_up(with_tools=False)
    assert "[1/1] 첫 단계" in capsys.readouterr().err
    bootstrap.set_up(with_tools=False)
    assert (done, capsys.readouterr().err) == (["one"], "")
    plan(monkeypatch, Step("one", "첫 단계", "hash 2", checkout, lambda: done.append("again")))
    bootstrap.set_up(with_tools=False)
    assert done == ["one", "again"]


def test_a_step_whose_result_was_deleted_is_done_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = checkout / "result"
    plan(monkeypatch, Step("one", "", "hash", result, result.touch))
    bootstrap.set_up(with_tools=False)
    result.unlink()
    bootstrap.set_up(with_tools=False)
    assert result.exists()


def test_an_interrupted_step_is_done_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def stop_at_first() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise KeyboardInterrupt

    plan(monkeypatch, Step("one", "", "hash", checkout, stop_at_first))
    with pytest.raises(KeyboardInterrupt):
        bootstrap.set_up(with_tools=False)
    bootstrap.set_up(with_tools=False)
    bootstrap.set_up(with_tools=False)
    assert len(tries) == 2


def test_a_second_first_run_waits_and_does_nothing_twice(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    step = Step("one", "", "hash", checkout, lambda: pytest.fail("done twice"))
    plan(monkeypatch, step)
    bootstrap.STAMPS.mkdir(parents=True)
    with (checkout / "build" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the other run is at work
        waiting = Thread(target=bootstrap.set_up, kwargs={"with_tools": False})
        waiting.start()
        (bootstrap.STAMPS / "one").write_text("hash")
    waiting.join()
    assert "[1/1]" not in capsys.readouterr().err


def test_a_folder_that_may_not_be_written_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", str(checkout / "build"))

    plan(monkeypatch, Step("one", "", "hash", checkout, refuse))
    with pytest.raises(SystemExit) as ended:
        bootstrap.main(["demo"])
    assert ended.value.code == 3
    assert "쓸 수 없습니다" in capsys.readouterr().err


def package_of(content: bytes, url: str, folder: Path) -> dict[str, Any]:
    """Return what uv.lock would say of a wheel that lies in the folder."""
    file = folder / url
    file.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return {
        "name": "uv",
        "version": "1.0",
        "wheels": [{"url": file.as_uri(), "hash": f"sha256:{digest}"}],
    }


WHEELS = {
    "linux-x86_64": "uv-1.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "linux-aarch64": "uv-1.0-py3-none-manylinux_2_28_aarch64.whl",
}


@pytest.mark.parametrize("platform", WHEELS)
def test_the_wheel_of_this_machine_is_fetched_and_checked(
    tmp_path: Path, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sysconfig, "get_platform", lambda: platform)
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "linux-gnu")
    (tmp_path / "got").mkdir()
    wheels = [
        wheel
        for name in ("uv-1.0-py3-none-win_amd64.whl", *WHEELS.values())
        for wheel in package_of(name.encode(), name, tmp_path)["wheels"]
    ]
    package = {"name": "uv", "version": "1.0", "wheels": wheels}
    wheel = bootstrap.by_url(package, tmp_path / "got")
    assert wheel.name == WHEELS[platform]
    assert wheel.read_bytes() == WHEELS[platform].encode()


def test_a_wheel_that_is_not_the_locked_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "fits", lambda _: True)
    package = package_of(b"locked", "uv.whl", tmp_path)
    (tmp_path / "uv.whl").write_bytes(b"another")
    (tmp_path / "got").mkdir()
    with pytest.raises(SetupError, match=r"uv\.lock에 적힌 것과 다릅니다"):
        bootstrap.by_url(package, tmp_path / "got")
    assert not list((tmp_path / "got").iterdir())


def test_a_machine_without_a_wheel_is_told(tmp_path: Path) -> None:
    package = package_of(b"", "uv-1.0-py3-none-win_arm64.whl", tmp_path)
    with pytest.raises(SetupError, match="맞는 uv가 없습니다"):
        bootstrap.by_url(package, tmp_path)


def test_uv_is_kept_once_it_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "uv.lock").write_text('[[package]]\nname = "uv"\nversion = "1.0"\nwheels = []\n')
    fetched: list[Path] = []

    def fetch(_package: dict[str, Any], folder: Path) -> Path:
        fetched.append(folder / "uv.whl")
        with zipfile.ZipFile(fetched[-1], "w") as wheel:
            wheel.writestr("uv-1.0.data/scripts/uv", "#!/bin/sh\necho uv 1.0\n")
        return fetched[-1]

    monkeypatch.setattr(bootstrap, "by_pip", lambda _package, _folder: None)
    monkeypatch.setattr(bootstrap, "by_url", fetch)
    assert bootstrap.find_uv() == bootstrap.find_uv()
    assert len(fetched) == 1
    assert bootstrap.says_version(bootstrap.find_uv()) == "uv 1.0"


@pytest.mark.parametrize(
    ("version", "own"), [("v18.19.0", False), ("v20.0.0", True), ("v24.1.0", True), ("", False)]
)
def test_npm_is_the_machines_own_where_its_node_is_new_enough(
    tmp_path: Path,
    version: str,
    own: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, answer in (("node", version), ("npm", "11.0.0")):
        if answer:
            (tmp_path / name).write_text(f"#!/bin/sh\necho {answer}\n")
            (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    synced: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "sync", lambda *, tools, groups: synced.append(groups))  # noqa: ARG005
    command, _ = bootstrap.find_npm(tools=False)
    assert (command == [str(tmp_path / "npm")]) is own
    assert synced == ([] if own else [("node",)])


def test_uv_uses_the_python_we_run_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    environment = bootstrap.uv_environment()
    assert "VIRTUAL_ENV" not in environment
    assert environment["UV_PYTHON_DOWNLOADS"] == "never"
    base = Path(environment["UV_PYTHON"])
    assert base.is_absolute()
    assert os.path.realpath(sys.base_prefix) in str(base.resolve())
