"""Pages and a submission against the least Django can do, small and with a city's ten years.

One PostgreSQL, one kind of server (gunicorn, 2 processes of 4 threads) and one client in one run.
(a) a bare view with one indexed SELECT, (b) a bare INSERT and COMMIT, (c) pages as people read
them, (d) submitting a class's wishes: validated, durable, audited. `--size base` leaves the city
out; `--seconds N` for each figure (5). Client and server share the machine's processors.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

import psycopg
from rich.console import Console
from rich.table import Table

from hamkke.config.cli.environment import Installation, installation
from hamkke.config.cli.schema import migrate_if_needed
from hamkke.config.cli.serving import load_sample_if_needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE: Final = Path(__file__).resolve().parent
READERS: Final = 4
DISTRICT: Final = "11545"
PAGES: Final = {
    "home": "/",
    "program search": f"/programs/?{urlencode({'q': '의자 만들기'})}",
    "search": f"/search/?{urlencode({'q': '금천'})}",
    "district": f"/districts/{DISTRICT}/",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one page did: answers a second, and milliseconds at the median and the 95th of 100."""

    per_second: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Teacher:
    """Who submits: a session's cookie and the round that takes wishes."""

    cookie: str
    path: str


class Visitor:
    """One connection that is kept, as a browser's is."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Host": f"localhost:{port}", "Accept-Encoding": "gzip"}
        self.cookie = cookie

    def ask(self, method: str, path: str, body: str = "") -> http.client.HTTPResponse:
        """Send a request, read the whole answer into `text`."""
        headers = dict(self.headers)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Accept-Encoding"] = "identity"
        try:
            self.connection.request(method, path, body or None, headers)
            answer = self.connection.getresponse()
        except http.client.RemoteDisconnected:  # the server let an idle connection go
            self.connection.close()
            self.connection.request(method, path, body or None, headers)
            answer = self.connection.getresponse()
        self.text = answer.read()
        return answer


def measure(
    ask: Callable[[Visitor], float | None], visitors: list[Visitor], seconds: float
) -> Figure:
    """Let every visitor ask again and again; `ask` may return the seconds that count."""
    times: list[float] = []

    def go(visitor: Visitor) -> None:
        mine = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            begun = time.perf_counter()
            counted = ask(visitor)
            mine.append(time.perf_counter() - begun if counted is None else counted)
        times.extend(mine)

    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(go, visitors))  # what one of them raises is raised here
    cuts = statistics.quantiles(times, n=20)
    return Figure(
        len(visitors) * len(times) / sum(times), 1000 * statistics.median(times), 1000 * cuts[18]
    )


def reading(path: str) -> Callable[[Visitor], None]:
    """Ask for a page that must answer 200."""

    def ask(visitor: Visitor) -> None:
        answer = visitor.ask("GET", path)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")

    return ask


def submitting(path: str) -> Callable[[Visitor], float]:
    """Read the list of wishes, turn its first two round, submit it; only the submission counts."""

    def ask(visitor: Visitor) -> float:
        visitor.headers["Accept-Encoding"] = "identity"
        visitor.ask("GET", path)
        form = visitor.text.decode()
        form = form[form.index('id="wishes"') :]
        form = form[: form.index("</form>")]
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
        wishes = [value for name, value in hidden if name == "wish"]
        rest = [(name, value) for name, value in hidden if name != "wish"]
        order = [*wishes[1::-1], *wishes[2:]]
        body = urlencode([*rest, *(("wish", each) for each in order), ("press", "submit")])
        begun = time.perf_counter()
        answer = visitor.ask("POST", path, body)
        taken = time.perf_counter() - begun
        if answer.status != 302:
            raise SystemExit(
                f"submitting answered {answer.status}:\n{visitor.text.decode()[:3000]}"
            )
        return taken

    return ask


@contextmanager
def serving(module: str, environment: dict[str, str], path: str) -> Iterator[int]:
    """Serve a WSGI application until the block ends; give its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--log-level", "warning", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"),  # noqa: S108
    ]
    server = subprocess.Popen(command, env=environment, cwd=HERE)
    try:
        for _ in range(300):
            try:
                Visitor(port).ask("GET", path)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def sign_in(here: Installation, count: int) -> tuple[list[Teacher], str]:
    """Give sessions to teachers who have submitted in the open round, and to an officer."""
    script = HERE / "_sessions.py"
    done = subprocess.run(
        [sys.executable, script, str(count)],
        env=here.owner_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    *teachers, officer = done.stdout.split()
    return [Teacher(*each.split("|")) for each in teachers], officer


def figures(here: Installation, seconds: float) -> dict[str, Figure]:
    """Measure everything once on the database as it stands."""
    teachers, officer = sign_in(here, READERS)
    found: dict[str, Figure] = {}
    with psycopg.connect(here.owner_url, autocommit=True) as database:
        database.execute("drop table if exists benchmark_bare")
        database.execute("create table benchmark_bare (id bigserial primary key, note text)")
        database.execute(
            "insert into benchmark_bare (note) select 'x' from generate_series(1, 1000)"
        )
    with ExitStack() as stack:
        bare = stack.enter_context(
            serving(
                "_bare:application", {**os.environ, "BENCH_BARE_URL": here.owner_url}, "/select"
            )
        )
        environment = here.environment(
            HAMKKE_POOL="1", HAMKKE_INSECURE_HTTP="1", HAMKKE_ALLOWED_HOSTS="localhost,127.0.0.1"
        )
        ours = stack.enter_context(
            serving("hamkke.config.wsgi:application", environment, "/healthz")
        )

        def read(port: int, path: str, cookie: str = "") -> Figure:
            visitors = [Visitor(port, cookie) for _ in range(READERS)]
            measure(reading(path), visitors, min(1.0, seconds))  # warm
            return measure(reading(path), visitors, seconds)

        found["(a) bare SELECT"] = read(bare, "/select")
        found["(b) bare INSERT"] = read(bare, "/insert")
        for name, path in PAGES.items():
            found[f"(c) {name}"] = read(ours, path)
        found["(c) 내 할 일"] = read(ours, "/desk/", f"hamkke_work={officer}")
        writers = [Visitor(ours, f"hamkke_work={each.cookie}; hamkke_csrf=") for each in teachers]
        for writer in writers:
            give_csrf(writer, teachers[0].path)
        found["(d) submit wishes"] = measure(submitting(teachers[0].path), writers, seconds)
    return found


def give_csrf(visitor: Visitor, path: str) -> None:
    """Take the cookie that forms are checked against."""
    answer = visitor.ask("GET", path)
    token = re.search(r"hamkke_csrf=(\w+)", answer.getheader("Set-Cookie") or "")
    if token:
        visitor.cookie = visitor.cookie.replace("hamkke_csrf=", f"hamkke_csrf={quote(token[1])}")


def show(base: dict[str, Figure], city: dict[str, Figure] | None) -> None:
    """Print the table: figures, ratios to the bare views, growth from small to city."""
    table = Table(title="requests a second, milliseconds")
    for column in ("", "per second", "p50", "p95", "of (a)", "of (b)", "growth p50"):
        table.add_column(column, justify="left" if not column else "right")
    for size, found in (("small", base), ("city", city)):
        for name, figure in (found or {}).items():
            assert found is not None
            of_a = figure.per_second / found["(a) bare SELECT"].per_second
            of_b = figure.per_second / found["(b) bare INSERT"].per_second
            growth = f"{figure.p50 / base[name].p50:.2f}×" if size == "city" else ""
            table.add_row(
                f"{size} {name}",
                f"{figure.per_second:.0f}",
                f"{figure.p50:.1f}",
                f"{figure.p95:.1f}",
                f"{of_a:.0%}" if name.startswith("(c)") else "",
                f"{of_b:.0%}" if name.startswith("(d)") else "",
                growth,
            )
    Console(width=110).print(table)


def main() -> None:
    """Make a small installation, measure, grow it to a city's, measure again."""
    options = argparse.ArgumentParser()
    options.add_argument("--size", choices=("base", "city"), default="city")
    options.add_argument("--seconds", type=float, default=5.0)
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hamkke-bench-"))
    try:
        with installation(folder) as here:
            migrate_if_needed(here)
            load_sample_if_needed(here)
            base = figures(here, asked.seconds)
            city = None
            if asked.size == "city":
                with psycopg.connect(here.owner_url, autocommit=True) as database:
                    database.execute((HERE / "_city.sql").read_text("utf-8"))
                    database.execute("vacuum analyze")
                subprocess.run(
                    [sys.executable, HERE / "_sessions.py", "index"],
                    env=here.owner_environment(),
                    check=True,
                )
                city = figures(here, asked.seconds)
            show(base, city)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
