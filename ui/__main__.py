"""Where the command `rundbord` begins."""


def main() -> None:
    """Load the terminal's commands, and run the one that is asked for."""
    # Here: a process that reads documents begins with this file too, and does without the commands.
    from ui.cli.program import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
