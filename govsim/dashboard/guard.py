"""Guard: who may talk to the server, and what a page of it may load.

Host      a name that the server is not known by is refused (400), so that no foreign page reaches it through
          a name of its own; addresses in numbers carry no such danger and are allowed
Origin    a websocket, and whatever is not read only, comes from a page of this server or is refused (403)
Size      no request needs a body; one of more than `LARGEST_BODY` bytes (413) or of no length (411) is refused
Content   scripts run from this server only, inline ones only with the number of this response
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 10_000
SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Vue compiles its templates in the browser, which is what 'unsafe-eval' is for."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """The outermost layer of the server; `names` are those by which it may be called."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self.app, self.names = app, {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        code = self.refusal(scope)
        if code and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif code:
            await PlainTextResponse("refused", status_code=code)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, with_headers(send))

    def refusal(self, scope: Scope) -> int:
        """Status with which a request is refused; 0 where it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self.known(host):
            return 400
        origin = headers.get("origin")
        if scope["type"] == "websocket" or scope["method"] not in SAFE:
            wanted = scope["type"] == "websocket" or origin is not None
            if wanted and (origin is None or urlsplit(origin).netloc.lower() != host.lower()):
                return 403
        if "transfer-encoding" in headers:
            return 411
        length = headers.get("content-length", "0")
        return 0 if length.isdecimal() and int(length) <= LARGEST_BODY else 413

    def known(self, host: str) -> bool:
        """Whether a Host header names this server.

        >>> guard = Guard(None, ["localhost"])
        >>> [guard.known(host) for host in ("localhost:8765", "127.0.0.1:8765", "[::1]:1", "evil.org")]
        [True, True, True, False]
        """
        name = re.sub(r":\d{1,5}$", "", host).lower()
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


def with_headers(send: Send) -> Send:
    """`send` with the headers of every response; pages bring a policy of their own, everything else loads nothing."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        await send(message)

    return sending


def guarded(page: str) -> tuple[str, str]:
    """A page whose own scripts carry a fresh number, and the policy that lets only these run."""
    nonce = secrets.token_urlsafe(16)
    return re.sub(r"<script\b", f'<script nonce="{nonce}"', page), POLICY.format(nonce=nonce)
