"""Server: Solara inside a small Starlette app that lets in only its own pages and needs no network.

The page's libraries come from the package solara-assets, never from elsewhere. Of Solara's own routes only
those that a page uses are served.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import warnings
import webbrowser
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.dashboard.shared import Shared, open_shared
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from starlette.applications import Starlette

EXTRA = "the dashboard needs more packages; install them with: pip install 'govsim[dashboard]'"

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")

KEPT_MINUTES = 10
"""How long a page whose connection is lost is kept, with its runs."""

MOST_PAGES = 64
"""Pages that may be open at a time; the next ones wait."""

LARGEST_MESSAGE = 1_000_000
"""Bytes that a page may send at once; the largest, a scenario file, are a tenth of it."""

SETTINGS = {
    "SOLARA_APP": "govsim.dashboard.app",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_TELEMETRY_SERVER_USER_ID": "none",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "GovSim",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_ASSETS_EXTRA_LOCATIONS": str(Path(__file__).parent / "assets"),
    "SOLARA_SESSION_HTTP_ONLY": "True",
    "SOLARA_KERNEL_CULL_TIMEOUT": f"{KEPT_MINUTES}m",
    "SOLARA_KERNEL_MAX_COUNT": str(MOST_PAGES),
    "SOLARA_STATE_AUTO_REMOUNT": "True",
    "SOLARA_MODE": "production",
}
"""Read by Solara when it is imported."""

ROUTES = ("/_solara/api/close/{kernel_id}", "/jupyter/api/kernels/{kernel_id}/{name}", "/jupyter/api/kernels/{id}",
          "/readyz")
MOUNTS = ("/jupyter/nbextensions", "/static/assets", "/static")


def assets_folder() -> Path:
    """Where solara-assets has put the libraries of the page; InputError where they are not."""
    folder = Path(sys.prefix) / "share" / "solara" / "cdn"
    if not (folder / "@widgetti").is_dir() or not any(folder.glob("echarts@*")):
        raise InputError([Fault("", EXTRA)])
    return folder


def application(shared: Shared, names: Collection[str]) -> Starlette:
    """The dashboard as an ASGI application; InputError where its packages are missing."""
    try:
        for name, value in SETTINGS.items():
            os.environ[name] = value
        import solara.server.settings
        import solara.server.starlette as served
        from starlette.applications import Starlette
        from starlette.exceptions import HTTPException
        from starlette.middleware import Middleware
        from starlette.responses import PlainTextResponse
        from starlette.routing import Mount, Route
        from starlette.staticfiles import StaticFiles
    except ImportError as error:
        raise InputError([Fault("", EXTRA)]) from error
    from govsim.dashboard.guard import Guard, guarded
    from govsim.dashboard.shell import spoken
    from govsim.dashboard.texts import texts

    warnings.filterwarnings("ignore", "Cookies with samesite=none require https")
    solara.server.settings.main.root_path = ""
    open_shared(shared)

    async def page(request: Any) -> Any:
        try:
            response = await served.root(request)
        except HTTPException as error:
            return PlainTextResponse("\n".join(texts()["shell_nowhere"]) + "\n", error.status_code)
        content, policy = guarded(spoken(bytes(response.body).decode()))
        response.body = content.encode()
        response.headers["Content-Length"] = str(len(response.body))
        response.headers["Content-Security-Policy"] = policy
        response.headers["Cache-Control"] = "no-store"
        return response

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with served.lifespan(app):
            yield
        shared.pool.close()

    kept = [item for item in served.routes if getattr(item, "path", None) in (*ROUTES, *MOUNTS)]
    routes = [
        Mount("/_solara/cdn", app=StaticFiles(directory=assets_folder())), *kept,
        Route("/{path:path}", endpoint=page),
    ]
    return Starlette(routes=routes, lifespan=life, middleware=[Middleware(Guard, names=names), *served.middleware])


def names_of(host: str) -> tuple[str, ...]:
    """Names by which a server bound to `host` may be called."""
    if host in EVERYWHERE:
        return ("localhost", socket.gethostname(), socket.getfqdn())
    return ("localhost",) if host in LOOPBACK else ("localhost", host)


def serve(
    shared: Callable[[], Shared], host: str, port: int, names: Collection[str], tell: Callable[[str], None],
    opened: bool,
) -> None:
    """Serve until interrupted; `tell` is given the address once it answers, and a browser opens it if wanted.

    Raises InputError where the packages are missing or the port cannot be had.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise InputError([Fault("", EXTRA)]) from error
    assets_folder()
    listening = listen(host, port)
    port = listening.getsockname()[1]
    app = application(shared(), {*names_of(host), *names})
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    server = uvicorn.Server(uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=2, ws_max_size=LARGEST_MESSAGE,
    ))

    def when_started() -> None:
        while not server.started:
            if server.should_exit:
                return
            threading.Event().wait(0.05)
        tell(address)
        if opened:
            webbrowser.open(address)

    threading.Thread(target=when_started, daemon=True).start()
    server.run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address; port 0 takes a free one. InputError where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        option = "--host" if isinstance(error, socket.gaierror) else "--port"
        message = f"cannot be had: {error.strerror or error}; name another with {option}"
        raise InputError([Fault(f"{host}:{port}", message)]) from error
    return listening
