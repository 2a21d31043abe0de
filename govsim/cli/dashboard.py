"""govsim dashboard: the server, and where it is told to be."""

from __future__ import annotations

from pathlib import Path

import click

from govsim.cli.texts import Lang, say
from govsim.dashboard.server import LOOPBACK, serve


def dashboard(host: str, port: int, names: tuple[str, ...], opened: bool, results: Path, lang: Lang) -> None:
    """Serve until interrupted."""
    from govsim.dashboard.pool import Pool
    from govsim.dashboard.shared import Shared
    from govsim.experiment.parquet import check_folder

    def shared() -> Shared:
        check_folder(results, 0)
        return Shared(Pool(), results.resolve())

    def tell(address: str) -> None:
        click.echo(say("dashboard_at", lang, address=address, folder=results))
        if host not in LOOPBACK:
            click.echo(say("dashboard_open_to_others", lang, host=host))

    serve(shared, host, port, names, tell, opened)
