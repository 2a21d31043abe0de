"""Exit codes and messages: bad input names every fault and never shows a traceback."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from govsim.cli.main import main
from govsim.experiment.parquet import read_notes
from govsim.experiment.runner import RunsFailed
from govsim.experiment.store import Store
from tests.experiment.folders import copied

from .conftest import SHORT, Command


@pytest.mark.parametrize(("arguments", "english", "chinese"), [
    (["compare", "no_reform"], "missing: SCENARIO...", "缺少：情景..."),
    (["check"], "missing: FILE...", "缺少：文件..."),
    (["export", "."], "missing: FILE.csv", "缺少：文件.csv"),
    ([], "Usage: govsim [OPTIONS] COMMAND", "用法： govsim [选项] 命令 [参数]..."),
    (["run", "r1", "--json=yes"], "--json takes no value", "--json 不带值"),
    (["run", "r1", "--out", "x" * 300], "cannot be written: File name too long", "无法写入：名称过长"),
    (["compare", "no_reform", "r1", "--winners", "xyz"],
     "--winners: 'xyz' is not a measure; `govsim list measures` shows all",
     "--winners: 'xyz' 不是指标；用 `govsim list measures` 查看全部"),
    (["runn"], "no such command: runn; did you mean run?", "没有这个命令：runn；是否想用 run？"),
    (["run", "no_reform", "--sed", "1"], "no such option: --sed; did you mean --seed?",
     "没有这个选项：--sed；是否想用 --seed？"),
    (["run", "no_reform", "--seed", "x"], "--seed: x is not allowed; a whole number from 0",
     "--seed：不能是 x；应为整数"),
    (["run", "no_reform", "--seed"], "--seed needs a value", "--seed 需要一个值"),
    (["run", "no_reform", "--sample", "2"], "a number from 0.01 to 1", "应为数字，0.01至1"),
    (["list", "reform"], "did you mean reforms?", "是否想用 reforms？"),
    (["run", "no_reform", "r1"], "too many arguments: r1", "参数过多：r1"),
    (["run", "jinjang"], "did you mean 'jinjiang'?", "是否想写 'jinjiang'？"),
    (["run", "nowhere.toml"], "the file cannot be read", "文件无法读取"),
    (["explain", "loss_avresion"], "did you mean 'loss_aversion'?", "是否想写 'loss_aversion'？"),
    (["compare", "no_reform", "r1", "--horizon", "2020-01"], "must be a month from 2007-01 to 2015-12",
     "至 2015-12 的月份"),
    (["compare", "no_reform", "r1", "--winners", "satisfacton"], "did you mean 'satisfaction'?",
     "是否想写 'satisfaction'？"),
    (["compare", "no_reform", "r1", "--until-precise", "satisfacton=0.01"], "did you mean 'satisfaction'?",
     "是否想写 'satisfaction'？"),
    (["sweep", "bundles", "--rep", "3"], "did you mean --replications?", "是否想用 --replications？"),
    (["sweep", "bundles", "--set", "world.loss_aversion=2", "--set", "reform.R9.start=2008-01-01"],
     "--set 2: reform.R9.start=2008-01-01: no scenario of this study has it",
     "--set 2: reform.R9.start=2008-01-01：本研究的情景都没有这项改革"),
    (["sweep", "bundles", "--until-precise", "takeup=0"], "must be a measure and a half width above 0",
     "应为指标和大于0的半宽"),
    (["sweep", "bundles", "--scheduler", "foo"], "'foo' is no address of a dask scheduler; write it as in tcp:",
     "--scheduler: 'foo' 不是 dask 调度器的地址；写法如 tcp://host:8786"),
    (["compare", "no_reform", "no_reform"], "two of the scenarios compared have this name", "两个同名"),
    (["report", "nothing"], "nothing: does not exist", "nothing: 不存在"),
    (["verify", "nothing"], "nothing: does not exist", "nothing: 不存在"),
    (["report", ".", "--out", f"{'x' * 300}.html"], "x.html: cannot be written: File name too long; name another file",
     "x.html: 无法写入：名称过长；请换一个文件名"),
    (["run", "r1", "--out", __file__], "test_wrong_input.py: is a file, not a folder; name another folder",
     "test_wrong_input.py: 是文件，不是文件夹；请换一个文件夹"),
    (["compare", "no_reform", "r1", "--worlds", "500"], "--worlds: must be a whole number from 0 to", "--worlds: 应为"),
    (["sweep", "bundles", "--worlds", "500"], "--worlds: must be a whole number from 0 to", "--worlds: 应为"),
    (["report", ".", "--pages", "de"], "--pages: de is not allowed", "--pages：不能是 de"),
    (["export", ".", "x.csv"], "has no manifest.json", "没有 manifest.json"),
    (["verify", "."], "it is not a folder of results, or they are not finished", "不是结果文件夹，或结果尚未完成"),
    (["verify", ".", "--rerun", "-1"], "a whole number from 0 to 10,000", "应为整数，0至10,000"),
    (["evaluate", "r1", "--showcase"], "has no demonstration_courtyards", "没有示范院落"),
    (["evaluate", "jinjiang", "--showcase", "--unit", "street"], "takes no baseline, --measure", "不能与基准"),
])
def test_bad_input_in_both_languages(
    arguments: list[str], english: str, chinese: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, expected in (("en", english), ("zh", chinese)):
        assert main(["--lang", lang, *arguments]) == 2
        told = capsys.readouterr()
        assert expected in told.err and told.out == "" and "Traceback" not in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_reform_set_goes_to_who_has_it_and_is_refused_where_nobody_has(
    govsim: Command,
) -> None:
    from govsim.cli.studies import load_all

    plain, changed = load_all(["no_reform", "r1"], 0.01, ["reform.R1.start=2009-01-01"])
    assert not plain.revisions and min(revision.start for revision in changed.revisions) == 2009 * 12
    refused = govsim("compare", "no_reform", "r1", "--set", "reform.incubator.start=2009-01-01")
    assert refused.returncode == 2 and "no inherited reform of this name" in refused.stderr


def test_every_fault_of_every_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("one", "plase = 1"), ("two", "[wrold]\n[rules]\nmandat = 1")):
        (tmp_path / f"{name}.toml").write_text(f'title = "t"\nextends = "no_reform"\n{text}\n')
    assert main(["--lang", "en", "compare", str(tmp_path / "one.toml"), str(tmp_path / "two.toml")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "3 faults; nothing was run:" and len(lines) == 4
    assert [line.rpartition(".toml:")[2].split(":")[0] for line in lines[1:]] == ["3", "3", "5"]


def test_a_folder_with_something_else_is_left_alone(govsim: Command, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("years of work")
    done = govsim("run", "no_reform", *SHORT, "--out", "thesis")
    assert done.returncode == 2 and "holds files that are not of this study" in done.stderr
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


def test_another_study_is_not_overwritten(govsim: Command, revised: Path, tmp_path: Path) -> None:
    assert govsim("run", "no_reform", *SHORT, "--out", "out").returncode == 0
    before = (tmp_path / "out/manifest.json").read_bytes()
    other = govsim("run", revised, *SHORT, "--out", "out")
    assert other.returncode == 2 and "holds another study, run no_reform" in other.stderr
    changed = govsim("run", "no_reform", *SHORT, "--set", "world.loss_aversion=2", "--out", "out", lang="zh_CN.UTF-8")
    assert changed.returncode == 2 and "存有设置不同的同名研究；world.loss_aversion 原为 1.6，现为 2" in changed.stderr
    assert (tmp_path / "out/manifest.json").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no folder that cannot be written")
@pytest.mark.parametrize("arguments", [("export",), ("report", "--out")])
def test_a_named_file_that_cannot_be_written(
    govsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    copied("run", tmp_path)
    command, *option = arguments
    ending = "csv" if command == "export" else "html"
    (tmp_path / "closed").mkdir()

    def refused(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)
    done = govsim(command, "run", *option, f"closed/x.{ending}")
    assert done.returncode == 2
    assert done.stderr == f"closed/x.{ending}: cannot be written: Permission denied; name another file\n"


def test_a_scenario_is_no_study(govsim: Command, revised: Path) -> None:
    done = govsim("sweep", revised)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{revised}: is a scenario, not a study; run it with `govsim run`")
    assert "是情景，不是研究；请用 `govsim run` 运行" in govsim("sweep", revised, lang="zh_CN.UTF-8").stderr
    revised.write_text('title = "Study"\nscenarios = ["r1"]\nplace = "jinjiang"\n', encoding="utf-8")
    assert "unknown key" in govsim("sweep", revised).stderr, "a study with a wrong key"


def test_an_output_that_is_a_file_is_told_before_anything_runs(govsim: Command, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    done = govsim("run", "no_reform", *SHORT, "--out", "taken/inside")
    assert done.returncode == 2 and "cannot be written" in done.stderr


def test_a_damaged_file_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "district.parquet"
    path.write_bytes(b"PAR1 and no more of it")
    monkeypatch.setattr("govsim.cli.listing.print_list", lambda **_: read_notes(path))
    for lang, words in (("en", "is damaged; delete it"), ("zh", "已损坏；请删除它")):
        assert main(["list", "places", "--lang", lang]) == 2
        assert capsys.readouterr().err.startswith(f"{path}: {words}")


def test_runs_that_failed_are_told_with_the_command_that_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def failed(**_: object) -> None:
        raise RunsFailed({"abc": "ValueError: the sky fell"}, 3, Store(tmp_path))

    monkeypatch.setattr("govsim.cli.listing.print_list", failed)
    for lang, words in (("en", "1 of 3 runs failed"), ("zh", "3次模拟中有1次失败")):
        assert main(["list", "places", "--lang", lang]) == 1
        told = capsys.readouterr().err
        assert words in told and "ValueError: the sky fell" in told and "govsim rerun" in told


@pytest.mark.parametrize(("lang", "expected"), [
    ("en", "x.parquet: No space left on device; free some space: what is finished is kept, and the same command"),
    ("zh", "x.parquet：磁盘空间不足；请腾出空间：已完成的均已保存"),
])
def test_a_full_disk_is_told_with_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, expected: str
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x.parquet")

    monkeypatch.setattr("govsim.cli.listing.print_list", full)
    assert main(["list", "places", "--lang", lang]) == 1
    assert expected in capsys.readouterr().err


def test_a_fault_of_the_program_is_one_line_and_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("govsim.cli.listing.print_list", broken)
    assert main(["list", "places", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "Failed: the sky fell --debug shows the traceback.\n"
    assert main(["list", "places", "--lang", "zh", "--debug"]) == 1
    told = capsys.readouterr().err
    assert "运行失败：the sky fell" in told and "Traceback" in told
