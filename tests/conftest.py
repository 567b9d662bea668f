"""What every test shares: which services it may count on, and what is told when one is missing."""

import gc
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import datetime, time, timedelta
from time import sleep
from urllib.parse import urlsplit

import hypothesis
import pytest
import redis
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import Style
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone, translation

from tests import factories, migrated, sealed_guards, services

pytest_plugins = ["tests.larvik", "tests.fakes.klass", "tests.fakes.pxweb.plugin", "tests.fakes.receiver"]

SERVICES = ("postgres", "redis", "browser")
# A test below these folders meets a database without asking for it; the unit tests are refused one.
WITH_DATABASE = ("tests/integration/", "tests/functional/", "tests/browser/")
# The key that says a database of Redis is taken by a test, and after how many seconds a killed test's claim is void.
CLAIM, CLAIMED_FOR = "planpuls-test", 600
# What few tests take longer than, on a busy machine too.
LONGEST_TEST = timedelta(seconds=30)
# Where Django looks for a test database in memory.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
# Few modules that take long, the longest first: no worker is to be left with one of them at the end.
LONG = (
    "tests/architecture/test_permission_matrix.py",
    "tests/browser/",
    *(f"tests/functional/test_{name}" for name in ("api_schema", "larvik", "log_in_at", "loading_processes")),
    "tests/integration/test_",
)
# What `make test` asks of one database only, but for what is marked `both_databases`.
ONCE = (
    "tests/functional/",
    *(f"tests/integration/{app}/" for app in ("accounts", "planning", "reporting")),
    # What asks SSB, who is told, and what people say of targets: the doors for figures and the judging have their own.
    "tests/integration/indicators/ssb/",
    *(f"tests/integration/indicators/test_{name}.py" for name in ("fetch_jobs", "fetch_problems", "problem_mail")),
    *(f"tests/integration/indicators/test_{name}.py" for name in ("load_formulas", "load_sources", "peers")),
    *(f"tests/integration/indicators/test_{name}.py" for name in ("delivery_bodies", "source_setup")),
    *(f"tests/integration/targets/test_{name}.py" for name in ("changed_promises", "light_mail", "overriding")),
    *(f"tests/integration/targets/test_{name}.py" for name in ("people", "promising", "quality_records")),
    # The days of three years and of two things without figures are asked for on both.
    "tests/integration/targets/test_any_past_day.py::test_whatever_happens",
)
# Said by `make test` (scripts/test.sh) alone: whoever asks pytest for tests gets them all.
TWO_RUNS = os.environ.get("TWO_RUNS") == "1"
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"

# Real hashing takes most of a second at each log-in, by design; tests log in all the time.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Otherwise every new Client reads the whole folder of static files, which takes longer than most pages.
settings.WHITENOISE_AUTOREFRESH = True
# A cache of this process alone, whatever REDIS_URL says: it is emptied before every test.
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Whatever REDIS_URL says on this machine; a test with a real worker sends its messages itself.
current_app.conf.task_always_eager = True


def emptied(
    operations: BaseDatabaseOperations,
    style: Style,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """What empties the tables after a test that commits. TRUNCATE makes each of them anew, with all its indexes."""
    deleting = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]
    return sealed_guards.around(operations.connection.vendor, deleting, tables)


type(connection.ops).sql_flush = emptied  # type: ignore[assignment, method-assign]
# Neither a busy machine nor luck is a reason to fail: the same examples are tried until a test says something else.
# `pytest --hypothesis-profile=luck` looks for new ones each time, and for more of them.
patient = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True)
hypothesis.settings.register_profile("planpuls", patient, derandomize=True, database=None)
hypothesis.settings.register_profile("luck", patient, derandomize=False, max_examples=1_000)
hypothesis.settings.load_profile("planpuls")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(WITH_DATABASE) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)
    leave_to_the_other_run(config, items)
    items.sort(key=begins_at)


def begins_at(item: pytest.Item) -> int:
    """The place of its module among the long ones; all others come after them."""
    return next((place for place, module in enumerate(LONG) if item.nodeid.startswith(module)), len(LONG))


def pytest_collection_finish() -> None:
    """Thousands of tests are there to stay: Python need not look through them for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def leave_to_the_other_run(config: pytest.Config, items: list[pytest.Item]) -> None:
    here: list[pytest.Item] = []
    elsewhere: list[pytest.Item] = []
    for item in items:
        (elsewhere if belongs_to_the_other_run(item) else here).append(item)
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = here


def belongs_to_the_other_run(item: pytest.Item) -> bool:
    """`make test` runs twice where there is a PostgreSQL, and what could not come out otherwise runs once.

    That is: a test that brings databases of its own; a page or a command; and what only reads and writes rows as Django
    does. Figures and targets, which have SQL of their own for each database, are tested on both, and each page is asked
    for on SQLite all the same, by the permission matrix and by the browser.
    """
    marked = {mark.name for mark in item.iter_markers()}
    if connection.vendor == "postgresql":
        return TWO_RUNS and "own_database" in marked
    if services.find("postgres").missing_because:
        return False
    if "postgres" in marked:
        return True
    return TWO_RUNS and item.nodeid.startswith(ONCE) and not marked & {"both_databases", "own_database"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    wait_past_midnight()
    for name in SERVICES:
        if item.get_closest_marker(name) and (reason := services.find(name).missing_because):
            pytest.skip(reason)


def wait_past_midnight() -> None:
    """What a test makes today is compared with what a page says a moment later, which is to be today too."""
    now = timezone.localtime()
    left = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo) - now
    if left < LONGEST_TEST:
        sleep(left.total_seconds())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"could not run, and REQUIRE_ALL=1 says that it must: {skip_reason(report)}"
    return report


def skip_reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if lines := sorted(what_could_not_run(terminalreporter)):
        terminalreporter.section("could not run on this machine")
        for line in lines:
            terminalreporter.write_line(line)


def what_could_not_run(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for report in terminalreporter.stats.get("skipped", []):
        yield f"{report.nodeid}: {skip_reason(report)}"
    if connection.vendor != "postgresql" and (reason := services.find("postgres").missing_because):
        yield f"tests/integration and tests/functional on PostgreSQL (they ran on SQLite): {reason}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Every process has a database of its own. Django finds the tables there: its own `migrate` has nothing left to do.

    On a shared server it is in UTF-8 whatever the server was set up with, as its template is.
    """
    if connection.vendor == "postgresql":
        name = f"test_planpuls_{os.getpid()}"
        template = migrated.postgres_template(services.find("postgres").address)
        connection.settings_dict["TEST"].update(NAME=name, TEMPLATE=template)
        # What a test commits need not survive the server.
        connection.settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"
        yield
        return
    with closing(migrated.copy_in_memory(IN_MEMORY)):
        yield


def pytest_sessionfinish() -> None:
    if address := services.find("postgres").address:
        migrated.drop_postgres_template(address)


@pytest.fixture(scope="module", autouse=True)
def numbered_anew() -> None:
    """What a module makes has the same numbers whichever modules its process ran before it."""
    factories.numbers.begin_anew()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def bokmal() -> None:
    """Whatever language the last request of another test was answered in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def redis_url() -> Iterator[str]:
    """One of Redis' numbered databases that nobody uses, emptied afterwards. The test carries the marker `redis`.

    It is claimed with a key, since tests at the same time look for one too, and an empty one looks free to both.
    """
    server = urlsplit(services.find("redis").address)
    for number in range(15, 0, -1):
        address = server._replace(path=f"/{number}").geturl()
        with redis.Redis.from_url(address) as client:
            if not client.dbsize() and client.set(CLAIM, os.getpid(), nx=True, ex=CLAIMED_FOR):
                yield address
                client.flushdb()
                return
    pytest.skip("every database of the Redis server is in use")
