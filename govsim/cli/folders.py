"""govsim report, govsim export and govsim verify: what can be done with a folder of results."""

from __future__ import annotations

from pathlib import Path

from govsim.cli.output import print_json, print_text
from govsim.cli.progress import Bar
from govsim.cli.texts import Lang, say


def report(folder: Path, out: Path | None, pages: str, lang: Lang) -> int:
    """One self-contained HTML page of a folder; it opens in the language of the command."""
    from govsim.experiment.read_folder import read_folder
    from govsim.report.page.write import check_page, pages_in, write_page

    path = out or folder / "report.html"
    check_page(path)
    with Bar(lang) as bar:
        bar.note("drawing")
        langs = pages_in(pages)
        write_page(read_folder(folder), path, langs, lang if lang in langs else langs[0])
    print_text(say("written_to", lang, path=path))
    return 0


def export(folder: Path, file: Path, table: str | None, lang: Lang) -> int:
    """One table of a folder as CSV."""
    from govsim.experiment.read_folder import read_folder
    from govsim.report.export import export

    name, rows = export(read_folder(folder), file, table, lang)
    print_text(say("exported", lang, table=name, rows=rows, path=file))
    return 0


def verify(folder: Path, rerun: int, seed: int, as_json: bool, lang: Lang) -> int:
    """Checksums, stored runs, and some of them made again; exit code 1 where something is wrong."""
    from govsim.experiment.verify import verify

    with Bar(lang) as bar:
        bar.note("verifying")
        found = verify(folder, rerun, seed, progress=bar.count_runs)
    if as_json:
        print_json({
            "files": found.files, "runs": found.runs, "rerun": found.rerun, "skipped": found.skipped,
            "failed": found.failed,
            "problems": [{"kind": kind, "name": name} for kind, name in found.problems],
            "versions": [{"name": name, "then": then, "now": now} for name, then, now in found.versions],
        })
        return 1 if found.problems else 0
    print_text(say("verified", lang, files=found.files, runs=found.runs, rerun=found.rerun))
    for name, then, now in found.versions:
        print_text(say("other_version", lang, name=name, then=then, now=now or say("none", lang)))
    if found.command:
        print_text(say("verify_no_runs", lang, command=found.command))
    if found.skipped:
        print_text(say("verify_skipped", lang, count=found.skipped))
    if found.failed:
        print_text(say("verify_failed", lang, count=found.failed))
    for kind, name in found.problems:
        print_text(say(f"verify_{kind}", lang) + ("：" if lang == "zh" else ": ") + name)
    print_text(say("verify_wrong" if found.problems else "verify_fine", lang, count=len(found.problems)))
    return 1 if found.problems else 0
