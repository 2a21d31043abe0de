"""The progress bar: runs done, where the current one stands, time left; on stderr, and only for people."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from govsim.experiment.runner import Progress


class Interrupted(KeyboardInterrupt):
    """The user interrupted; the message says what is kept and how to continue."""


class Bar:
    """A bar that follows a runner's reports; `done` and `all` are its last counts of runs.

    Where these are kept in a `folder`, so many `worlds` a seed, an interruption tells what is there and how to go on.
    """

    def __init__(self, lang: Lang, folder: Path | None = None, worlds: int = 1) -> None:
        self.lang = lang
        self.folder = folder
        self.worlds = worlds
        self.done = 0
        self.all = 0
        self.bar: RichProgress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.bar = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(),
                TextColumn("{task.fields[counts]}", markup=False), TextColumn("{task.fields[note]}", markup=False),
                console=Console(stderr=True), transient=True,
            )
            self.bar.start()
            description, note = say("running", self.lang), say("starting", self.lang)
            self.task = self.bar.add_task(description, total=None, counts="", note=note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
        if isinstance(error, KeyboardInterrupt) and self.folder is not None:
            lines = [say("interrupted_kept", self.lang, done=self.done, all=self.all, folder=self.folder)]
            if self.worlds > 1 and self.done // self.worlds:
                lines.append(say("interrupted_pairs", self.lang, pairs=self.done // self.worlds))
            raise Interrupted("\n".join(lines)) from error

    def report(self, progress: Progress) -> None:
        """Show where a study stands."""
        self.done, self.all = progress.done, progress.done + progress.failed + progress.left
        if self.bar is None or self.task is None:
            return
        part = progress.month / progress.months if progress.months else 0.0
        notes = []
        if progress.months:
            notes.append(say("month", self.lang, month=progress.month, months=progress.months))
        failed = f" · {say('failed_runs', self.lang, count=progress.failed)}" if progress.failed else ""
        if progress.seconds_left is not None:
            time = timedelta(seconds=round(progress.seconds_left))
            notes.append(say("time_left", self.lang, time=time))
        self.bar.update(
            self.task, description=say("running", self.lang), total=self.all,
            completed=progress.done + progress.failed + part,
            counts=f"{self.done}/{self.all} {say('runs', self.lang)}{failed}", note=" · ".join(notes),
        )

    def count(self, done: int, all_: int) -> None:
        """Show how far the planning of a study is."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, total=all_, completed=done, note="",
                            counts=f"{done}/{all_} {say('points_checked', self.lang)}")

    def count_runs(self, done: int, all_: int) -> None:
        """Show how many runs have been looked at."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, total=all_, completed=done, note="",
                            counts=f"{done}/{all_} {say('runs', self.lang)}")

    def count_months(self, done: int, all_: int) -> None:
        """Show how many months have been lived through."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, total=all_, completed=done, counts="",
                            note=say("month", self.lang, month=done, months=all_))

    def note(self, key: str) -> None:
        """Say what is being done after the runs."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, description=say(key, self.lang), note="")
