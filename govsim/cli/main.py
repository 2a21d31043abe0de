"""main: language, exit codes and errors of the command line.

Exit codes: 0 done, 2 bad input (every fault on a line of its own), 130 interrupted, 1 anything else.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from govsim.cli.commands import build
from govsim.cli.progress import Interrupted
from govsim.cli.reasons import reason_in_chinese
from govsim.cli.spoken import spoken
from govsim.cli.texts import Lang, language, say
from govsim.params import InputError

DONE, FAULT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Settings of the libraries under NumPy: runs are made side by side, so that threads within one only cost."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = language(given, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = build(lang).main(given, prog_name="govsim", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.ClickException as error:
        tell(spoken(error, lang))
        return BAD_INPUT
    except InputError as error:
        from govsim.cli.faults import translated

        lines = [str(translated(fault, lang)) for fault in error]
        tell("\n".join([say("input_faults", lang, count=len(lines))] * (len(lines) > 1) + lines))
        return BAD_INPUT
    except (KeyboardInterrupt, click.Abort) as error:
        told = [item for item in (error, error.__cause__) if isinstance(item, Interrupted)]
        tell(str(told[0]) if told else say("interrupted", lang))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except Exception as error:  # whatever went wrong is told in one line
        if "--debug" in given:
            traceback.print_exc()
        from govsim.cli.failures import damaged_file, failure_lines
        from govsim.experiment.runner import RunsFailed

        if file := damaged_file(error):
            tell(say("damaged", lang, file=file))
            return BAD_INPUT
        if isinstance(error, RunsFailed):
            tell("\n".join(failure_lines(error.failures, error.runs, error.store, lang)))
            return FAULT
        tell(fault_line(error, lang) + ("" if "--debug" in given else " " + say("fault_hint", lang)))
        return FAULT


def fault_line(error: Exception, lang: Lang) -> str:
    """What went wrong, for a reader who does not know Python."""
    if isinstance(error, MemoryError):
        return say("fault", lang, message=say("memory", lang))
    if isinstance(error, OSError) and error.strerror:
        where = f"{Path(str(error.filename))}{'：' if lang == 'zh' else ': '}" if error.filename else ""
        reason = reason_in_chinese(error.strerror) if lang == "zh" else error.strerror
        if error.errno == errno.ENOSPC:
            reason = say("full", lang, message=reason)
        return say("fault", lang, message=where + reason)
    return say("fault", lang, message=str(error) or type(error).__name__)


def tell(message: str) -> None:
    """A message on stderr."""
    print(message, file=sys.stderr)
