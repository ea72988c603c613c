"""Processes that end with the one that started them, on every system, even when that one was killed.

Linux could do it with prctl(PR_SET_PDEATHSIG), but that asks about the *thread* that forked, is lost on a
change of user, and does not exist on macOS. A look at the parent's number works everywhere.
"""

import os
import signal
import threading
import time

VARIABLE = "DEEDBOOK_PARENT"
GRACE_SECONDS = 10.0


def follow_parent() -> None:
    """Ends this process when the parent named in the environment is gone; without one, never."""
    parent = os.environ.get(VARIABLE, "")
    if parent.isdigit():
        threading.Thread(target=_watch, args=(int(parent),), name="follow-parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.25)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
