"""The tables as the server shows them: one whole version at a time, exchanged when a build replaces it.

`Current.get` looks at datapackage.json each time (a few microseconds) and reads everything anew when its
bytes have changed. While the new version cannot be read the old one stays; whoever holds a Data keeps it.
"""

import logging
import threading
from pathlib import Path

from dashboard.data import Data, load
from etl.errors import ZhibiaoError
from etl.tables import PACKAGE

log = logging.getLogger(__name__)


class Current:
    """The newest readable version of the tables in a folder."""

    def __init__(self, folder: Path) -> None:
        """Load the tables; raises TablesError when there are none."""
        self.folder = folder
        self._lock = threading.Lock()
        self._seen = self._stamp()
        self._data = load(folder)

    def get(self) -> Data:
        """Return the newest whole version that can be read."""
        if self._stamp() != self._seen:
            with self._lock:
                self._reload()
        return self._data

    def _reload(self) -> None:
        stamp = self._stamp()
        if stamp == self._seen:
            return
        try:
            self._data = load(self.folder)
        except (ZhibiaoError, OSError) as problem:
            log.warning("the new tables cannot be read, the old ones stay: %s", problem)
        self._seen = stamp

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self.folder / PACKAGE).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
