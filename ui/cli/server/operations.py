"""`rundbord backup | restore | configuration`: an operator's commands besides the server itself."""

from pathlib import Path

from rich.console import Console

from api.feedback.backup import back_up, restore, sqlite_files
from api.settings import load_settings
from ui.settings_reference import reference


def backup_to(folder: Path) -> None:
    """Copy the server's databases and print their names."""
    copied = back_up(sqlite_files(load_settings()), folder)
    copied_names = ", ".join(copied) or "intet endnu / nothing yet"
    Console(highlight=False, soft_wrap=True).print(f"Kopieret til {folder}: {copied_names}. / Copied.")


def restore_from(folder: Path, *, replace: bool) -> None:
    """Copy a backup back and print the names of the restored files."""
    restored = restore(sqlite_files(load_settings()), folder, replace=replace)
    Console(highlight=False, soft_wrap=True).print(
        f"Lagt tilbage fra {folder}: {', '.join(restored)}. Genstart serveren. / Restored. Restart the server."
    )


def write_reference(file: Path | None) -> None:
    """Write the reference of all settings to a file, or to the terminal."""
    if file is None:
        print(reference(), end="")  # noqa: T201  for a pipe, without a terminal's wrapping
    else:
        file.write_text(reference(), encoding="utf-8")
