"""How static files are stored: hashed and compressed once they are collected, plain before."""

from pathlib import Path
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedWhenCollected(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Gives the hashed name of a file, or its plain name while nothing was collected (as in tests)."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> Any:
        """The name under which the browser asks for the file."""
        return super().stored_name(name) if self.hashed_files else name


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Serves static files from where they were collected, or from the source while nothing was."""

    def add_files(self, root: str | Path, prefix: str | None = None) -> None:
        """Take on the files of a directory, if there is one yet."""
        if Path(root).is_dir():
            super().add_files(root, prefix)
