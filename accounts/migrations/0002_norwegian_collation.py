"""The collation `norwegian`: Æ, Ø and Å after Z. SQLite gets its own from config.sqlite."""

from django.db import migrations


def create_collation(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'nb-NO-x-icu' OR collname = 'nb-x-icu'")
        # A server built without ICU still runs; it sorts by code point.
        origin = "(provider = icu, locale = 'nb-NO')" if cursor.fetchone() else 'FROM "C"'
        cursor.execute(f"CREATE COLLATION IF NOT EXISTS norwegian {origin}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(create_collation, migrations.RunPython.noop, elidable=False)]
