"""Runs that a page follows while they are made, drawn in a page of the server without a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import solara
from solara.server import kernel, kernel_context

from govsim.dashboard import running
from govsim.dashboard.document import checked
from govsim.dashboard.pool import Pool
from govsim.dashboard.shared import Shared
from govsim.dashboard.view import View
from tests.dashboard.test_pool import until


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Shared]:
    pool = Pool(slots=1, simulate="tests.dashboard.made_up:endless")
    yield Shared(pool, tmp_path)
    pool.close()


@pytest.fixture
def page() -> Iterator[kernel_context.VirtualKernelContext]:
    """A page of the server, that is current where it is made."""
    found = kernel_context.VirtualKernelContext(id="a", session_id="b", kernel=kernel.Kernel())
    with found:
        yield found
    kernel_context.current_context.pop(kernel_context.get_current_thread_key())


def test_a_page_can_close_while_it_follows_runs(
    endless: Shared, page: kernel_context.VirtualKernelContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    followers: list[threading.Thread] = []
    drawn: list[tuple[str, Any]] = []
    page_in_thread: list[bool] = []

    class Follower(threading.Thread):
        def __init__(self, **given: Any) -> None:
            page_in_thread.append(kernel_context.has_current_context())
            super().__init__(**given)
            followers.append(self)

    @solara.component
    def following() -> None:
        view = View(b="r1")
        shown = running.use_shown(view, checked(view.a, "A"), checked(view.b, "B"), endless)
        drawn.append((threading.current_thread().name, kernel_context.get_current_context()))
        solara.Text(str(shown.work is not None))

    monkeypatch.setattr(running, "threading", SimpleNamespace(Thread=Follower, Event=threading.Event))
    _, rendered = solara.render(following(), handle_error=False)
    until(lambda: len(drawn) > 3)
    (follower,) = followers
    assert page_in_thread == [False], "the thread would end in the page that is being closed"
    assert drawn[-1] == (follower.name, page), "it redraws in the page"
    rendered.close()
    follower.join(30)
    assert not follower.is_alive()
