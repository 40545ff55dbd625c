"""What each command of the terminal does; heavy imports stand inside, so that `--help` is quick."""
