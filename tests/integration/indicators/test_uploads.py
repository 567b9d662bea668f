"""A waiting file is taken in exactly once, whoever presses the button at the same time."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models import Model

from indicators.models import Fetch, Indicator, Observation, Region, Upload
from indicators.services.uploads import Reach, UploadIsGone, confirm_upload, preview_upload
from tests.factories import create_indicator, create_region, create_upload

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
ROWS = b"indicator_id,region,year,value\nfond,Larvik,2023,5\nfond,Et nytt sted,2024,6\n"


def everything() -> Reach:
    return Reach(regions=None, indicators=Indicator.objects.all(), may_add_indicators=True)


def written() -> list[int]:
    models: tuple[type[Model], ...] = (Observation, Fetch, Region, Upload)
    return [model._default_manager.count() for model in models]


def test_a_preview_leaves_nothing_behind() -> None:
    create_indicator(code="fond")
    upload = create_upload(body=ROWS)
    before = written()
    preview = preview_upload(upload=upload, reach=everything(), by="kari", now=NOW)
    assert (preview.outcome.created, [one.after for one in preview.changes]) == (2, ["6,0", "5,0"])
    assert written() == before


def test_a_preview_is_what_happens() -> None:
    create_indicator(code="fond")
    upload = create_upload(body=ROWS)
    preview = preview_upload(upload=upload, reach=everything(), by="kari", now=NOW)
    outcome = confirm_upload(upload_id=upload.pk, stamp=preview.stamp, reach=everything(), by="kari", now=NOW)
    assert outcome == preview.outcome
    with pytest.raises(UploadIsGone):
        confirm_upload(upload_id=upload.pk, stamp=preview.stamp, reach=everything(), by="kari", now=NOW)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_press_the_button_at_once() -> None:
    create_indicator(code="fond")
    create_region(code="3909", name="Larvik")
    upload = create_upload(body=ROWS)
    stamp = preview_upload(upload=upload, reach=everything(), by="kari", now=NOW).stamp
    ready, ends = Barrier(2), list[str]()

    def press() -> None:
        try:
            ready.wait(timeout=30)
            confirm_upload(upload_id=upload.pk, stamp=stamp, reach=everything(), by="kari", now=NOW)
            ends.append("taken in")
        except UploadIsGone:
            ends.append("gone")
        finally:
            connection.close()

    threads = [Thread(target=press) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["gone", "taken in"]
    assert (Observation.objects.count(), Fetch.objects.count(), Upload.objects.count()) == (2, 1, 0)
