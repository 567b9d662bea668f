"""The database itself refuses to change or delete what is sealed, whoever asks.

A migration that alters one of these tables on SQLite makes the table anew, and must put its triggers back.
"""

from django.db import migrations

TABLES = ("reporting_sealedreport", "reporting_sealedfile")
WORDS = "what is sealed is never changed and never deleted"
FUNCTION = "reporting_sealed_never_changes"


def statements(vendor):
    """What puts the triggers there."""
    if vendor == "postgresql":
        raising = f"BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END"
        yield f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${raising}$$"
        for table in TABLES:
            doing = f"EXECUTE FUNCTION {FUNCTION}()"
            yield f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {doing}"
            yield f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {doing}"
        return
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            raising = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            yield f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {raising}"


def undoing(vendor):
    """What takes them away."""
    if vendor == "postgresql":
        for table in TABLES:
            yield f"DROP TRIGGER {table}_stays ON {table}"
            yield f"DROP TRIGGER {table}_is_kept ON {table}"
        yield f"DROP FUNCTION {FUNCTION}()"
        return
    for table in TABLES:
        for event in ("update", "delete"):
            yield f"DROP TRIGGER {table}_no_{event}"


def guard(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in undoing(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_template_languages_and_hash_versions")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
