"""Where the command `rundbord` begins."""

from ui.collecting import begin_start, end_start


def main() -> None:
    """Load the terminal's commands, and run the one that is asked for."""
    begin_start()
    # Here: a process that reads documents begins with this file too, and does without the commands.
    from ui.cli import main as run  # noqa: PLC0415

    end_start()
    run()


if __name__ == "__main__":
    main()
