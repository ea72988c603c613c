"""A process that holds a server, to be killed by the tests: driver.py DATA PASSWORD [UID GID BINARIES].

Root becomes UID after the imports, so that it need not be able to read this checkout or its environment.
Writes one line of JSON when the server runs or could not be started; ends when its input ends.
"""

import json
import os
import signal
import sys
from pathlib import Path

from deedbook.server import Binaries, Cluster, ServerError


def main(data: str, password: str, *user: str) -> None:
    binaries = None
    if user:
        os.setgroups([])
        os.setgid(int(user[1]))
        os.setuid(int(user[0]))
        os.umask(0o022)
        binaries = Binaries.at(Path(user[2]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    said: list[str] = []
    cluster = Cluster(Path(data), binaries, password, durable=False, report=said.append)
    try:
        cluster.start()
        found = {"port": cluster.port, "url": cluster.url(), "folder": str(cluster.folder), "said": said}
        print(json.dumps(found), flush=True)
        sys.stdin.read()
    except ServerError as error:
        print(json.dumps({"error": type(error).__name__, "message": str(error)}), flush=True)
    finally:
        cluster.stop()


main(*sys.argv[1:])
