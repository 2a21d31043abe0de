"""Who may talk to the server, and what it gives; with real requests to a real server."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from govsim.cli.main import main
from govsim.dashboard import server
from govsim.dashboard.guard import guarded
from govsim.dashboard.shell import SAID
from govsim.dashboard.texts import texts
from govsim.params import InputError
from tests.dashboard.served import Served

SHAKE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
SOCKET = "/jupyter/api/kernels/11111111-2222-3333-4444-555555555555/channels?session_id=abc"


def test_who_may_talk_to_it(served: Served) -> None:
    here = f"http://127.0.0.1:{served.port}"
    cases = [
        (200, ("/", "GET", {})), (200, ("/compare?b=r1", "GET", {"Origin": "http://evil.example"})),
        (200, ("/", "GET", {"Host": f"localhost:{served.port}"})), (200, ("/", "HEAD", {})),
        (400, ("/", "GET", {"Host": "evil.example"})), (400, ("/", "GET", {"Host": "localhost.evil.example"})),
        (400, ("/", "GET", {"Host": ""})), (400, ("/readyz", "GET", {"Host": "evil.example:80"})),
        (403, (SOCKET, "GET", {**SHAKE, "Origin": "http://evil.example"})),
        (403, (SOCKET, "GET", {**SHAKE, "Origin": "null"})), (403, (SOCKET, "GET", SHAKE)),
        (403, (SOCKET, "GET", {**SHAKE, "Origin": "http://localhost"})),
        (403, ("/_solara/api/close/x?session_id=y", "POST", {"Origin": "http://evil.example"})),
        (413, ("/_solara/api/close/x?session_id=y", "POST", {"Origin": here, "Content-Length": "999999"})),
        (413, ("/", "GET", {"Content-Length": "999999"})),
        (411, ("/_solara/api/close/x?session_id=y", "POST", {"Origin": here, "Transfer-Encoding": "chunked"})),
        (404, ("/resourcez", "GET", {})), (404, ("/nothing", "GET", {})), (404, ("/compare.html", "GET", {})),
        (405, ("/", "POST", {"Origin": here})), (101, (SOCKET, "GET", {**SHAKE, "Origin": here})),
    ]
    assert served.ask("/nothing")[2].decode() == "\n".join(texts()["shell_nowhere"]) + "\n"
    answered = [(served.ask(*asked)[0], asked) for _, asked in cases]
    assert answered == cases


def test_no_path_leads_out(served: Served) -> None:
    for start in ("", "/static", "/static/assets", "/_solara/cdn", "/jupyter/nbextensions", "/export"):
        for step in ("..", "%2e%2e", "..%2f..", "....//", "..\\"):
            for depth in (1, 3, 8):
                for name in ("secret.txt", "results", "etc/passwd", "results/../secret.txt"):
                    status, _, body = served.ask(f"{start}/{'/'.join([step] * depth)}/{name}")
                    assert status in (400, 404, 405, 200) and b"SECRET" not in body and b"root:" not in body
    status, _, body = served.ask("/compare?study=" + "../" * 3 + "secret.txt&unit=../secret.txt")
    assert status == 200 and b"SECRET" not in body


def test_what_a_page_may_load(served: Served) -> None:
    status, headers, body = served.ask("/compare?b=%3Cscript%3Ealert(1)%3C/script%3E")
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert status == 200 and policy["default-src"] == "'none'" and policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" and "unsafe-inline" not in policy["script-src"]
    nonce = re.search(r"'nonce-([\w-]+)'", policy["script-src"])
    page = body.decode()
    assert nonce and page.count("<script") == page.count(f'<script nonce="{nonce[1]}"')
    assert "alert(1)" not in page and "http://" not in re.sub(r"http://(127|www\.w3\.org|localhost)", "", page)
    assert not re.search(r'(src|href)="(https?:)?//', page)
    for key in SAID:
        for words, lang in zip(texts()[key], ("en", "zh"), strict=True):
            assert f'<span class="gs-in-{lang}">{words}</span>' in page, key
    template = page.partition('id="vue-app-template"')[2].partition("</script>")[0]
    assert template and not re.search("disconnected|Restoring session|Could not restore|Refresh now", template)
    other = served.ask("/")[1]["content-security-policy"]
    assert nonce[1] not in other
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    for asset in set(re.findall(r'(?:src|href)="(/[^"]+)"', page)):
        status, headers, body = served.ask(asset)
        assert status == 200 and body, asset
    assert served.ask("/_solara/cdn/echarts@5.4.0/dist/echarts.min.js")[0] == 200
    assert served.ask("/_solara/cdn/not-there@1.0.0/index.js")[0] == 404, "nothing is fetched from elsewhere"


def test_a_page_that_holds_scripts_of_others_does_not_run_them() -> None:
    page, policy = guarded("<html><script>1</script><SCRIPT>2</SCRIPT></html>")
    assert page.count("nonce=") == 1 and "'unsafe-inline'" not in policy.partition("style-src")[0]


def test_without_the_packages_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server.sys, "prefix", str(tmp_path))
    with pytest.raises(InputError, match=r"pip install 'govsim\[dashboard\]'"):
        server.assets_folder()
    monkeypatch.setitem(server.sys.modules, "uvicorn", None)
    assert main(["dashboard", "--no-open", "--results", str(tmp_path), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("the dashboard needs more packages") and told.count("\n") == 1


def test_a_port_in_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["dashboard", "--port", str(port), "--no-open", "--results", str(tmp_path), "--lang", "zh"])
    told = capsys.readouterr().err
    assert code == 2 and str(port) in told and "--port" in told and "无法" in told
