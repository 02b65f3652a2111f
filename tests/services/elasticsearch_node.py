"""One node of a real Elasticsearch on loopback that a test may start, stop, kill, pause and wipe."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import ssl
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.services.elasticsearch_distribution import distribution, java
from tests.services.finding import ServiceUnavailable, cache, is_root

HEAP = "512m"
START_SECONDS = 180.0  # a cold start on two busy cores took 50
_UNPRIVILEGED = "nobody"  # the server refuses to run as root
TRANSPORT_OFFSET = 1000  # nodes speak to one another on their HTTP port plus this


@dataclass(frozen=True)
class Node:
    """A node known by its HTTP port; another process that names the same port means the same node.

    `password` switches security on and is that of the user `elastic`; `certificate` and `key` (PEM) switch HTTPS on.
    `settings` are further lines of its elasticsearch.yml.
    """

    port: int
    password: str | None = None
    certificate: bytes | None = None
    key: bytes | None = None
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"

    @property
    def directory(self) -> Path:
        return cache() / "nodes" / str(self.port)

    def start(self) -> None:
        """Start it, with the data that it had, and wait until it answers. Raises ServiceUnavailable."""
        if self.pid() is None:
            self.await_launch(self.launch())
        self.wait()

    def launch(self) -> subprocess.Popen[bytes]:
        """Begin to start it. The process returned ends when the server runs, or has failed to."""
        home = distribution()
        self._lay_out(home)
        program = self._tool("server", "lib/tools/server-cli", home)
        self._pid_file.unlink(missing_ok=True)
        with (self.directory / "logs" / "console.log").open("wb") as console:
            return self._as_user([*program, "-d", "-p", str(self._pid_file)], home, stdout=console)

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Wait until it answers and can take documents. Raises ServiceUnavailable with the end of its log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.answers():
                return
            time.sleep(0.25)
        raise ServiceUnavailable(f"Elasticsearch did not answer on {self.url}. Its log ends: {self._log()}")

    def answers(self) -> bool:
        trust = ssl.create_default_context(cadata=self.certificate.decode()) if self.certificate else False
        login = ("elastic", self.password) if self.password else None
        with contextlib.suppress(httpx.HTTPError):
            path = "/_cluster/health?wait_for_status=yellow&timeout=1s"
            return httpx.get(self.url + path, auth=login, verify=trust, timeout=3, trust_env=False).is_success
        return False

    def stop(self) -> None:
        """Ask it to end, and wait for that. Its data stay."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would. Its data stay."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Freeze it: it accepts connections and never answers."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def wipe(self) -> None:
        """End it and forget its data."""
        self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def pid(self) -> int | None:
        """The server's process, when it runs."""
        try:
            pid = int(self._pid_file.read_text())
        except (OSError, ValueError):
            return None
        command = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(pid)], check=False, capture_output=True, text=True
        ).stdout
        return pid if f"-Djava.io.tmpdir={self.directory}/tmp" in command else None  # else the number was used again

    @property
    def _pid_file(self) -> Path:
        return self.directory / "logs" / "server.pid"

    def _end(self, how: signal.Signals) -> None:
        if self.pid() is None:
            return
        self._signal(how)
        if how is signal.SIGTERM:
            self._signal(signal.SIGCONT)  # a frozen one would never hear it
            if self._gone_within(60):
                return
            self._signal(signal.SIGKILL)
        self._gone_within(30)

    def _gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.pid() is None:
                return True
            time.sleep(0.1)
        return False

    def _signal(self, which: signal.Signals) -> None:
        pid = self.pid()
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, which)

    def _lay_out(self, home: Path) -> None:
        config = self.directory / "config"
        for folder in (self.directory / "data", self.directory / "logs", self.directory / "tmp", config):
            folder.mkdir(parents=True, exist_ok=True)
        for name in ("log4j2.properties", "roles.yml", "role_mapping.yml", "users", "users_roles"):
            shutil.copyfile(home / "config" / name, config / name)
        options = (home / "config" / "jvm.options").read_text().splitlines()
        kept = [line for line in options if "-Xlog:" not in line and not line.startswith("-XX:+HeapDump")]
        (config / "jvm.options").write_text("\n".join([*kept, f"-Xms{HEAP}", f"-Xmx{HEAP}", ""]))
        (config / "elasticsearch.yml").write_text(yaml.safe_dump(self._settings()))
        if self.certificate and self.key:
            (config / "http.crt").write_bytes(self.certificate)
            (config / "http.key").write_bytes(self.key)
        if is_root():
            for path in [self.directory, *self.directory.rglob("*")]:
                shutil.chown(path, _UNPRIVILEGED)
        self._keep_password(home, config)

    def _settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = {
            "cluster.name": "casereviews-tests",
            "node.name": f"node-{self.port}",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.port + TRANSPORT_OFFSET,
            "path.data": str(self.directory / "data"),
            "path.logs": str(self.directory / "logs"),
            "path.repo": [str(self.directory / "data")],
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "xpack.security.enabled": self.password is not None,
        }
        if self.certificate:
            settings["xpack.security.http.ssl"] = {"enabled": True, "certificate": "http.crt", "key": "http.key"}
        if "discovery.seed_hosts" not in self.settings:
            settings["discovery.type"] = "single-node"
        return settings | self.settings

    def _keep_password(self, home: Path, config: Path) -> None:
        (config / "elasticsearch.keystore").unlink(missing_ok=True)
        if self.password is None:
            return
        keystore = self._tool("keystore", "lib/tools/keystore-cli", home)
        self._as_user([*keystore, "create"], home).wait()
        adding = self._as_user([*keystore, "add", "-x", "-f", "bootstrap.password"], home, stdin=subprocess.PIPE)
        adding.communicate(self.password.encode())

    def _tool(self, name: str, libraries: str, home: Path) -> list[str]:
        """The command line of one of the distribution's own programs, which it ships only as Java classes."""
        properties = {
            "cli.name": name,
            "cli.script": f"./bin/elasticsearch-{name}",
            "cli.libs": libraries,
            "es.path.home": str(home),
            "es.path.conf": str(self.directory / "config"),
            "es.distribution.type": "tar",
        }
        return [
            java(),
            "-Xms4m",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            *(f"-D{key}={value}" for key, value in properties.items()),
            "-cp",
            os.pathsep.join(["lib/*", "lib/cli-launcher/*"]),
            "org.elasticsearch.launcher.CliToolLauncher",
        ]

    def _as_user(self, command: Sequence[str], home: Path, **streams: Any) -> subprocess.Popen[bytes]:
        """Start a program as a user that the server accepts, out of reach of the terminal's Ctrl-C."""
        other: dict[str, Any] = {"user": _UNPRIVILEGED, "extra_groups": []} if is_root() else {}
        environment = {**os.environ, "ES_TMPDIR": str(self.directory / "tmp"), "ES_JAVA_OPTS": ""}
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT} | streams
        return subprocess.Popen(command, cwd=home, env=environment, start_new_session=True, **other, **streams)

    def await_launch(self, launcher: subprocess.Popen[bytes]) -> None:
        """Wait for what `launch` returned. Raises ServiceUnavailable with the end of the log."""
        try:
            status = launcher.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            launcher.kill()
            status = -1
        if status:
            raise ServiceUnavailable(f"Elasticsearch did not start. Its log ends: {self._log()}")

    def _log(self) -> str:
        logs = [self.directory / "logs" / "console.log", self.directory / "logs" / "casereviews-tests.log"]
        return "\n".join(path.read_text(errors="replace")[-1500:] for path in logs if path.exists())


def start_together(nodes: Sequence[Node]) -> None:
    """Start nodes that wait for one another. Raises ServiceUnavailable."""
    launchers = [(node, node.launch()) for node in nodes]
    for node, launcher in launchers:
        node.await_launch(launcher)
    for node in nodes:
        node.wait()


def cluster_of(ports: Sequence[int]) -> list[Node]:
    """Nodes, not started, that will form one cluster."""
    settings = {
        "discovery.seed_hosts": [f"127.0.0.1:{port + TRANSPORT_OFFSET}" for port in ports],
        "cluster.initial_master_nodes": [f"node-{port}" for port in ports],
    }
    return [Node(port, settings=settings) for port in ports]
