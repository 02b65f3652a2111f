"""The command `casereviews`: a thin sub-command a verb, and one place where errors become a line and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casereviews.commands import COMMANDS, TAKES_HYPHENS, load_command
from records.errors import CaseReviewsError, LibraryNotFound

if TYPE_CHECKING:
    import typer

DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

_HELP = """Find the right safeguarding case review, and the right page of it.

Bring a folder of review PDFs into a library, then search it here or in the browser:

\b
    casereviews ingest ~/reviews
    casereviews serve

Every verb takes --library (or the environment variable CASEREVIEWS_LIBRARY); the folder is ./library unless you say
otherwise. Exit status: 0 all done, 1 some of it failed (and it says what), 2 the command was not understood."""


def make_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The command line for these arguments: the verb that they begin with, or all verbs where they begin otherwise."""
    import typer  # noqa: PLC0415 (every worker process of an ingest imports this module, and needs it no more)

    app = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)  # without it a single verb would be the whole command
    for verb in arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS:
        app.command(verb, context_settings={"ignore_unknown_options": verb in TAKES_HYPHENS})(load_command(verb))
    return app


def main() -> None:
    """Run the command line; every error that we know of is one plain sentence on stderr, never a stack trace."""
    from rich.console import Console  # noqa: PLC0415 (likewise)

    errors = Console(stderr=True)
    try:
        make_app(sys.argv[1:])()
    except CaseReviewsError as error:
        errors.print(f"casereviews: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(WRONG_USE if isinstance(error, LibraryNotFound) else FAILED)
    except BrokenPipeError:  # the reader of our output, such as `head`, has had enough
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
