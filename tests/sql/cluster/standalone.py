"""A real cluster on loopback: a standalone master and workers, each a process of its own."""

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

# On a story of some thousand posts compiling plans costs more than running them.
SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "768m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Standalone:
    """A master that remembers what it knew when it is started again, and its workers."""

    def __init__(self, folder: Path):
        import pyspark

        self.home = Path(pyspark.__file__).parent
        self.folder = folder
        self.port, self.page = free_port(), free_port()
        self.processes = {}

    @property
    def address(self):
        return f"spark://127.0.0.1:{self.port}"

    def start_master(self):
        self._start(
            "master",
            "org.apache.spark.deploy.master.Master",
            *("--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(self.page)),
        )
        self.wait("master", "ALIVE")

    def start_worker(self, name):
        self._start(
            name,
            "org.apache.spark.deploy.worker.Worker",
            *("--host", "127.0.0.1", "--cores", "1", "--memory", "600m", "--webui-port", "0"),
            *("--work-dir", str(self.folder / name), self.address),
        )

    def wait(self, name, *words):
        """Until the master's page says so; ends when the process does."""
        while True:
            assert self.processes[name].poll() is None, (self.folder / f"{name}.log").read_text()
            with suppress(urllib.error.URLError, ConnectionError):
                page = urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/").read().decode()
                if all(word in page for word in words):
                    return
            with suppress(subprocess.TimeoutExpired):
                self.processes[name].wait(0.2)

    def kill(self, name):
        """At once, with all that it had started."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self):
        for name in list(self.processes):
            self.kill(name)

    def _start(self, name, main, *arguments):
        known = f"-Dspark.deploy.recoveryDirectory={self.folder}/known"
        lasting = (
            f"-Dspark.deploy.recoveryMode=FILESYSTEM {known} -Dspark.master.rest.enabled=false"
        )
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [self.home / "bin" / "spark-class", main, *arguments],
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={
                    **os.environ,
                    "SPARK_LOCAL_IP": "127.0.0.1",
                    "SPARK_DAEMON_MEMORY": "256m",
                    "SPARK_DAEMON_JAVA_OPTS": f"{lasting} -XX:TieredStopAtLevel=1",
                },
            )
