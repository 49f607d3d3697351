"""Every option is documented, and every documented option exists."""

import ast
import re
import sys
from pathlib import Path

import pytest

from cairn.config import options
from cairn.config.database import database_from_url
from cairn.config.options import OPTIONS, BadOption

ROOT = Path(__file__).resolve().parent.parent.parent
READING = re.compile(r"""\b(?:option|number|yes|hosts|networks|one_of)\(\s*"([A-Z_]+)""")


def documented() -> set[str]:
    text = (ROOT / "docs" / "operating" / "settings.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE))


def used() -> set[str]:
    text = (ROOT / "cairn" / "config" / "settings.py").read_text()
    return set(READING.findall(text))


def test_every_option_is_documented_and_nothing_else_is():
    assert documented() == used() | {"CAIRN_SETTINGS"}


def test_the_printed_table_holds_every_option():
    assert used() == set(OPTIONS)


def test_no_module_reads_an_option_past_the_settings():
    reading = re.compile(r"""environ[^\n]*["'](CAIRN_|DATABASE_URL)""")
    wrong = [str(path) for path in (ROOT / "cairn").rglob("*.py") if reading.search(path.read_text()) and path.name != "options.py"]
    assert wrong == []


def test_the_settings_command_keeps_secrets(shared_cairn):
    shared_cairn.options["CAIRN_SMTP_PASSWORD"] = "a-secret-of-mail"
    done = shared_cairn.command("settings")
    assert "CAIRN_PORT" in done.stdout and "(kept secret)" in done.stdout
    assert "a-secret-of-mail" not in done.stdout
    del shared_cairn.options["CAIRN_SMTP_PASSWORD"]


@pytest.fixture
def file(tmp_path, monkeypatch):
    def write(text):
        path = tmp_path / "cairn.toml"
        path.write_text(text)
        monkeypatch.setenv("CAIRN_SETTINGS", str(path))
        monkeypatch.setattr(options, "_read", {})
        monkeypatch.setattr(options, "OPTIONS", {})

    return write


def test_the_file_is_read_and_the_environment_wins(file, monkeypatch):
    file('port = 9000\nCAIRN_HOST = "0.0.0.0"\nsmtp_tls = true\n')
    assert options.number("CAIRN_PORT", 8000) == 9000
    assert options.yes("CAIRN_SMTP_TLS") is True
    monkeypatch.setenv("CAIRN_HOST", "127.0.0.2")
    assert options.option("CAIRN_HOST") == "127.0.0.2"
    assert options.OPTIONS["CAIRN_HOST"].source == "environment"
    assert options.OPTIONS["CAIRN_PORT"].source == "settings file"


@pytest.mark.parametrize("text", ['port = "many"', "port = -1", "= 3"])
def test_what_cannot_be_understood_is_told(file, text):
    file(text)
    with pytest.raises(BadOption):
        options.number("CAIRN_PORT", 8000)


def test_an_operator_sees_a_sentence_and_no_traceback(shared_cairn):
    shared_cairn.options["CAIRN_THREADS"] = "lots"
    done = shared_cairn.command("check")
    del shared_cairn.options["CAIRN_THREADS"]
    assert done.returncode == 1
    assert done.stderr == "cairn: CAIRN_THREADS must be a whole number, not 'lots'.\n"


def test_the_database_url(tmp_path):
    assert database_from_url("", tmp_path)["NAME"] == str(tmp_path / "cairn.sqlite3")
    assert database_from_url("sqlite:///srv/cairn.db".replace("/srv", str(tmp_path)), tmp_path)["NAME"] == f"{tmp_path}/cairn.db"
    found = database_from_url("postgresql://me:p%40ss@db.example:5433/space?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == ("me", "p@ss", "db.example", "5433", "space")
    assert found["OPTIONS"] == {"sslmode": "require"}
    with pytest.raises(ValueError, match="must begin with sqlite"):
        database_from_url("mysql://x/y", tmp_path)


@pytest.mark.django_db
def test_models_and_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_it_runs_on_a_python_it_says_it_runs_on():
    text = (ROOT / "pyproject.toml").read_text()
    assert 'requires-python = ">=3.11"' in text and sys.version_info >= (3, 11)


def test_old_pythons_can_read_run_py():
    """They must be able to say what is missing: nothing newer than Python 3.6 in run.py."""
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 6))
