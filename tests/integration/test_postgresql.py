"""What only a real PostgreSQL can answer. Where there is none, these tests are told by name as not run."""

import pytest
from django.db import connection

pytestmark = pytest.mark.postgres


def test_integration_tests_meet_a_real_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding'), version()")
        encoding, version = cursor.fetchone()
    assert encoding == "UTF8"
    assert version.startswith("PostgreSQL")
