"""Entry point of the command `rundbord`."""


def main() -> None:
    """Load the terminal's commands and run one."""
    # Here: a process that reads documents starts with this file too and needs no commands.
    from ui.cli.program import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
