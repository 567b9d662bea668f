"""Migrations say what the models say, in one line of descent."""

import pytest
from django.core.management import call_command
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader

OWN_APPS = {"accounts", "planning", "indicators", "targets", "reporting", "api"}


def own_migrations() -> list[Migration]:
    migrations = MigrationLoader(None).disk_migrations
    return [migration for (app, _), migration in migrations.items() if app in OWN_APPS]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_do_not_branch() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_schema_and_data_change_in_separate_migrations() -> None:
    mixed = [
        str(migration)
        for migration in own_migrations()
        if len({isinstance(operation, RunPython) for operation in migration.operations}) > 1
    ]
    assert mixed == []


def test_every_migration_can_be_undone() -> None:
    one_way = [
        str(migration)
        for migration in own_migrations()
        if not all(operation.reversible for operation in migration.operations)
    ]
    assert one_way == []
