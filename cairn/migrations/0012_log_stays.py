"""The log is added to and never changed: the database itself refuses, also to a mistake of ours. Whoever can change the
database as they like can take this away as well; that a line was changed then still shows (cairn verify-log)."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER logline_unchanged BEFORE UPDATE ON cairn_logline
       BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
    """CREATE TRIGGER logline_stays BEFORE DELETE ON cairn_logline
       BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION cairn_log_stays() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$""",
    """CREATE TRIGGER logline_stays BEFORE UPDATE OR DELETE ON cairn_logline
       FOR EACH ROW EXECUTE FUNCTION cairn_log_stays()""",
]
NO_MORE = {
    "sqlite": ["DROP TRIGGER logline_unchanged", "DROP TRIGGER logline_stays"],
    "postgresql": ["DROP TRIGGER logline_stays ON cairn_logline", "DROP FUNCTION cairn_log_stays()"],
}


def stay(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def stay_no_more(_apps, schema_editor):
    for statement in NO_MORE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cairn", "0011_apart")]
    operations = [migrations.RunPython(stay, stay_no_more)]
