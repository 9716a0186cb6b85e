"""The jobs against a server that answers as the hub does, well and badly."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.weather.kma import SEOUL_TIME
from hamkke.weather.models import Feed, ObservationSet, UnresolvedRow, WeatherAlert
from hamkke.weather.tasks import fetch_alerts, fetch_observations
from tests.hamkke.weather.hub import NOT_SUBSCRIBED, SEOUL, alert, alerts, row, surface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from pytest_django import Settings

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 11, 13, 8, 12, tzinfo=SEOUL_TIME)
KEY = "secret-key-of-the-hub"


class Hub(BaseHTTPRequestHandler):
    """Answers what the test has put in line; `broken`: fewer bytes than announced."""

    answers: ClassVar[deque[tuple[int, bytes]]] = deque()
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, body = self.answers.popleft()
        self.send_response(abs(status))
        self.send_header("Content-Length", str(len(body) + (100 if status < 0 else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """The test's output is not the place for it."""


@pytest.fixture
def hub(settings: Settings) -> Iterator[type[Hub]]:
    Hub.answers.clear()
    Hub.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.KMA_KEY = KEY
    settings.KMA_URL = f"http://127.0.0.1:{server.server_port}"
    yield Hub
    server.shutdown()
    thread.join()
    server.server_close()


def feed(name: str) -> Feed:
    with acting_as(roles.PUBLIC):
        return Feed.objects.get(name=name)


def test_an_hour_is_fetched_once(hub: type[Hub]) -> None:
    hub.answers.append((200, surface(SEOUL, row(STN="119", TA="-9.0"), row(STN="9999"))))
    fetch_observations(now=NOW)
    fetch_observations(now=NOW + timedelta(minutes=10))
    assert len(hub.asked) == 1
    asked = parse_qs(urlsplit(hub.asked[0]).query)
    assert (asked["tm"], asked["stn"], asked["authKey"]) == (["202511130800"], ["0"], [KEY])
    with acting_as(roles.PUBLIC):
        kept = ObservationSet.objects.get()
        assert str(kept.observed_time) == "08:00:00"
        assert kept.station_count == 2
        assert UnresolvedRow.objects.get().raw_name == "9999"
    assert feed("observations").problem == ""


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((403, NOT_SUBSCRIBED), "AnswerRefused"),
        ((500, b"<html>"), "AnswerRefused"),
        ((200, surface(SEOUL, end="")), "AnswerCutOff"),
        ((-200, surface(SEOUL)), "HubUnreachable"),
        ((200, b"<html>hello</html>"), "AnswerUnreadable"),
        ((200, surface()), "HourNotThereYet"),
        ((200, surface(row(TM="202511130700"))), "HourNotThereYet"),
        ((200, b"#" * 3_000_000), "AnswerUnreadable"),
    ],
)
def test_a_bad_answer_is_kept_as_a_problem_and_tried_again(
    hub: type[Hub],
    answer: tuple[int, bytes],
    problem: str,
    caplog: pytest.LogCaptureFixture,
    browse: Browse,
) -> None:
    hub.answers.append(answer)
    fetch_observations(now=NOW)
    state = feed("observations")
    assert (state.problem, state.succeeded_at) == (problem, None)
    assert KEY not in caplog.text
    text = browse(None).get("/weather/").text
    assert KEY not in text
    hub.answers.append((200, surface(SEOUL)))
    fetch_observations(now=NOW + timedelta(minutes=10))
    assert feed("observations").problem == ""


def test_without_a_key_nothing_is_asked(hub: type[Hub], settings: Settings) -> None:
    settings.KMA_KEY = ""
    fetch_observations(now=NOW)
    fetch_alerts(now=NOW)
    assert hub.asked == []
    with acting_as(roles.PUBLIC):
        assert not Feed.objects.exists()


def test_alerts_begin_change_and_end(hub: type[Hub]) -> None:
    for answer in (alerts(alert()), alerts(alert()), alerts(alert(level="경보")), alerts()):
        hub.answers.append((200, answer))
    in_force = []
    for minutes in (0, 5, 10, 15):
        fetch_alerts(now=NOW + timedelta(minutes=minutes))
        with acting_as(roles.PUBLIC):
            in_force.append(
                list(WeatherAlert.objects.filter(lifted_at=None).values_list("level", flat=True))
            )
    assert in_force == [["주의"], ["주의"], ["경보"], []]
    with acting_as(roles.PUBLIC):
        assert WeatherAlert.objects.count() == 2


def test_the_home_page_says_what_is_in_force(hub: type[Hub], browse: Browse) -> None:
    hub.answers.extend(
        [(200, alerts(alert(), alert(region="철원", parent="강원도", code="L1020100")))]
    )
    now = timezone.now()
    fetch_alerts(now=now)
    for address in ("/", "/weather/"):
        text = browse(None).get(address).text
        assert "기상청 특보 1건이 나와 있습니다" in text
        assert "서울동남권 한파주의보" in text
    hub.answers.append((200, alerts(alert(region="철원", parent="강원도", code="L1020100"))))
    fetch_alerts(now=now)
    text = browse(None).get("/weather/").text
    assert "우리 지역에 나와 있는 특보는 없습니다. 다른 지역에 1건이 나와 있습니다." in text


def test_silence_is_not_no_alert(hub: type[Hub], browse: Browse) -> None:
    hub.answers.append((200, alerts()))
    fetch_alerts(now=timezone.now() - timedelta(minutes=31))
    text = browse(None).get("/weather/").text
    assert "특보를 확인하지 못했습니다" in text
    assert "특보는 없습니다" not in text
    hub.answers.append((200, alerts()))
    fetch_alerts(now=timezone.now())
    assert "우리 지역에 나와 있는 특보는 없습니다." in browse(None).get("/weather/").text


def test_a_late_source_is_said_to_be_late(hub: type[Hub], browse: Browse) -> None:
    before = timezone.now() - timedelta(hours=3)
    hour = before.astimezone(SEOUL_TIME).strftime("%Y%m%d%H00")
    hub.answers.append((200, surface(row(TM=hour))))
    fetch_observations(now=before)
    hub.answers.append((-200, b""))
    fetch_observations(now=timezone.now())
    text = browse(None).get("/weather/").text
    assert "뒤로 기상청 관측값을 받지 못했습니다." in text
    assert "기상청 서버가 답하지 않았습니다." in text


def test_a_station_without_a_thermometer_is_shown_with_a_dash(
    hub: type[Hub], browse: Browse
) -> None:
    now = timezone.now()
    hour = now.astimezone(SEOUL_TIME).strftime("%Y%m%d%H00")
    hub.answers.append((200, surface(row(TM=hour, TA="-99.0", TD="-99.0", HM="-9.0"))))
    fetch_observations(now=now)
    for address in ("/weather/", "/weather/?order=temperature", "/", "/en/weather/"):
        response = browse(None).get(address)
        assert response.status_code == 200
    assert "기온을 알려 온 지점이 없습니다" in browse(None).get("/weather/").text
