"""The command `mkdocs-briefing`: its first argument names what it does.

It is run in the folder of a `mkdocs.yml`, or told of another by `--config`.
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from . import check, checked, diff, edition, guard, new, publishable

_COMMANDS = {
    "new": new,
    "check": check,
    "checked": checked,
    "edition": edition,
    "publishable": publishable,
    "diff": diff,
    "guard": guard,
}


def main(argv: Sequence[str] | None = None) -> None:
    """Do what the arguments say. Raise SystemExit with a message or a status where it fails."""
    parser = ArgumentParser(prog="mkdocs-briefing", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in _COMMANDS.items():
        about = module.__doc__ or ""
        own = commands.add_parser(
            name,
            help=about.partition("\n")[0],
            description=about,
            formatter_class=RawDescriptionHelpFormatter,
        )
        own.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="a mkdocs.yml")
        module.add_arguments(own)
        own.set_defaults(run=module.run)
    arguments = parser.parse_args(argv)
    arguments.config = arguments.config.resolve()
    arguments.run(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
