"""Parts of a page that are made once a page may read nothing that differs within one."""

from pathlib import Path

import pytest
from jinja2 import Environment, meta

from cairn.base import jinja

TEMPLATES = Path(jinja.__file__).parent.parent / "templates"
SAME_ALL_OVER = {"csrf_input", "once", "static", "url", "lang", "dir"}


def read_by(source: str) -> set[str]:
    """Names that a template takes from where it is imported."""
    return meta.find_undeclared_variables(Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(source))


@pytest.mark.parametrize("name", sorted(jinja.ONCE_A_PAGE))
def test_what_is_made_once_a_page_reads_nothing_that_differs_within_it(name):
    assert read_by((TEMPLATES / name).read_text()) <= SAME_ALL_OVER


def test_a_part_that_reads_the_page_is_caught():
    assert not read_by("{% macro button() %}{{ form.errors }}{% endmacro %}") <= SAME_ALL_OVER


def test_each_page_makes_its_own():
    env = jinja.environment()
    kit = env.from_string("{% macro said() %}{{ who }}{% endmacro %}")
    kit.name = "base/kit.html"
    first = {"who": "Wren", "modules_made": {}}
    assert kit.make_module(first) is kit.make_module(first)
    assert str(kit.make_module(first).said()) == "Wren" and str(kit.make_module({"who": "Ode", "modules_made": {}}).said()) == "Ode"
