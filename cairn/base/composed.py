"""Questions that are composed once and asked often.

What Django takes to compose and compile a question is more than the database takes to answer it, and a
page asks the same few each time, only about other people. A `composed` question keeps its SQL:

    @composed(lambda share, member: [share.pk, *sorted(member.blocked_ids)])
    def _answers(share, member):
        return Response.objects.under(share, member).standing().order_by("at")

    _answers(share, member)      -> a list of responses

The function says what is asked and stays the only place that does, permissions included. The lambda gives
every value in it that differs from asking to asking: ids, marks, moments, and lists of ids. Booleans, None,
tuples and the length of a list decide about the SQL itself, so each of them has SQL of its own.

Nothing is trusted untried. A kept question answers for another value only after an asking with that value
changed was composed anew and came out as the first one foretold; where one does not, it is composed each time
and the log says so. `ALWAYS_TRY` (on in the tests) composes at the first askings of every test and then at
each fourth, and raises `NotAlike` at a difference.
"""

import logging
from datetime import date, datetime
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, signals
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, get_related_populators

from cairn.base.guarded import GuardedQuerySet

log = logging.getLogger("cairn.base")

ALWAYS_TRY = False
TRIED_FIRST, THEN_EACH = 8, 4
MOST_SHAPES = 200


class NotAlike(Exception):
    """A composed question has a value in it that it does not name."""


def composed(values):
    """`values(*args)` lists what differs; lists of ids in it may be as long as they like."""

    def dress(compose):
        question = Question(compose, values)

        @wraps(compose)
        def ask(*args) -> list:
            return question.ask(args)

        ask.question = question
        return ask

    return dress


_questions: list["Question"] = []


def forget_all() -> None:
    """Compose everything anew: the rules that questions are composed by are others now."""
    for question in _questions:
        question.kept.clear()
        question.distrusted.clear()


def try_anew() -> None:
    """Another test begins: its first askings are tried, however often others asked before."""
    for question in _questions:
        for kept in question.kept.values():
            kept.askings = 0


class Question:
    def __init__(self, compose, values):
        _questions.append(self)
        self.compose, self.values = compose, values
        self.kept: dict[tuple, Compiled] = {}
        self.distrusted: set[tuple] = set()

    def ask(self, args) -> list:
        shape, values = _laid_out(self.values(*args))
        kept = self.kept.get(shape)
        if kept and kept.may_answer(values) and not (ALWAYS_TRY and kept.is_tried_again()):
            return kept.answer(values)
        queryset = self.compose(*args)
        if isinstance(queryset, GuardedQuerySet):
            queryset._check()
        if kept:
            return kept.answer(values) if self._tries(kept, queryset, shape, values) else list(queryset)
        if shape not in self.distrusted and len(set(values)) == len(values) and len(self.kept) < MOST_SHAPES:
            self._keep(queryset, shape, values)
        return list(queryset)

    def _keep(self, queryset, shape, values) -> None:
        """The first asking: from where each value stands in it, later ones are foretold."""
        compiled = Compiled(queryset, values)
        if compiled.sql:
            self.kept[shape] = compiled

    def _tries(self, kept, queryset, shape, values) -> bool:
        """Whether this asking comes out as it was foretold."""
        if kept.foretells(Compiled(queryset, values), values):
            return True
        if ALWAYS_TRY:
            raise NotAlike(f"{self.compose.__qualname__} has a value in it that it does not name.")
        log.error("%s is composed each time: a value in it is not named.", self.compose.__qualname__)
        self.distrusted.add(shape)
        self.kept.pop(shape, None)
        return False


class Compiled:
    """One question as SQL, with the place of each value in it."""

    def __init__(self, queryset, values: tuple):
        if queryset._iterable_class is not ModelIterable or queryset._prefetch_related_lookups:
            raise TypeError("Only rows of one model, and what is selected with them, can be composed once.")
        self.values, self.tried, self.askings = values, None, 0
        self.compiler = queryset.query.get_compiler(connection=connection)
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:  # nobody may see anything: there is nothing to ask
            self.sql, params = "", ()
        self.params = tuple(params)
        self.places = tuple(_place(values, param) for param in self.params)
        self._plan_rows(queryset)

    def _plan_rows(self, queryset) -> None:
        """As ModelIterable does it, once."""
        if not self.sql:
            return
        compiler = self.compiler
        fields = compiler.klass_info["select_fields"]
        self.start, self.end = fields[0], fields[-1] + 1
        self.names = [column[0].target.attname for column in compiler.select[self.start : self.end]]
        self.rows = _Rows.of(compiler.klass_info["model"])
        how = [queryset._fetch_mode] if hasattr(queryset, "_fetch_mode") else []  # Django 6.1 and later
        self.related = _quicker(get_related_populators(compiler.klass_info, compiler.select, connection.alias, *how))
        self.extra = list((compiler.annotation_col_map or {}).items())
        expressions = [column[0] for column in compiler.select]
        self.converters = [
            (place, expression, convert)
            for place, (converts, expression) in compiler.get_converters(expressions).items()
            for convert in converts
        ]

    def may_answer(self, values: tuple) -> bool:
        """Tried once, and with a change of every value that differs from the first asking's."""
        return self.tried is not None and self._changed(values) <= self.tried

    def is_tried_again(self) -> bool:
        self.askings += 1
        return self.askings <= TRIED_FIRST or self.askings % THEN_EACH == 0

    def foretells(self, other: "Compiled", values: tuple) -> bool:
        alike = self.sql == other.sql and self._with(values) == other.params
        if alike:
            self.tried = (self.tried or frozenset()) | self._changed(values)
        return alike

    def _changed(self, values: tuple) -> frozenset[int]:
        return frozenset(n for n, (first, now) in enumerate(zip(self.values, values, strict=True)) if first != now)

    def _with(self, values: tuple) -> tuple:
        return tuple(
            param if place is None else _as_kind_of(param, values[place])
            for param, place in zip(self.params, self.places, strict=True)
        )

    def answer(self, values: tuple) -> list:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self._with(values))
            rows = cursor.fetchall()
        return [self._row(list(row)) for row in rows]

    def _row(self, row: list):
        for place, expression, convert in self.converters:
            row[place] = convert(row[place], expression, connection)
        noun = self.rows.from_db(connection.alias, self.names, row[self.start : self.end])
        for populator in self.related:
            populator.populate(row, noun)
        for name, place in self.extra:
            setattr(noun, name, row[place])
        return noun


class _Rows:
    """Rows of one model, made as `Model.from_db` makes them but without asking for each of its fields whether a
    value for it came: half of what a row costs."""

    def __init__(self, model):
        self.model = model

    @classmethod
    def of(cls, model):
        """The model itself, where it does something of its own when a row is made."""
        own = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__
        heard = signals.pre_init.has_listeners(model) or signals.post_init.has_listeners(model)
        return model if own or heard else cls(model)

    def from_db(self, alias, names, values, fetch_mode=None):
        noun = self.model.__new__(self.model)
        noun._state = ModelState()
        noun._state.adding, noun._state.db = False, alias
        if fetch_mode is not None:  # Django 6.1 and later
            noun._state.fetch_mode = fetch_mode
        noun.__dict__.update(zip(names, values, strict=True))
        return noun


def _quicker(populators: list) -> list:
    for populator in populators:
        populator.model_cls = _Rows.of(populator.model_cls)
        _quicker(populator.related_populators)
    return populators


def _laid_out(values) -> tuple[tuple, tuple]:
    """(what decides about the SQL, the values in a row)."""
    shape, flat = [], []
    for value in values:
        if value is None or isinstance(value, (bool, tuple)):
            shape.append(value)
        elif isinstance(value, list):
            shape.append(len(value))
            flat.extend(value)
        else:
            shape.append(type(value) if not isinstance(value, int) or abs(value) < 2**63 else "beyond every row")
            flat.append(_as_database_has_it(value))
    return tuple(shape), tuple(flat)


def _as_database_has_it(value):
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _place(values: tuple, param) -> int | None:
    """Which of the values this is. The database's own kinds of numbers count as the number they hold."""
    if isinstance(param, bool):
        return None
    return next((n for n, value in enumerate(values) if isinstance(param, type(value)) and value == param), None)


def _as_kind_of(param, value):
    return value if type(value) is type(param) else type(param)(value)
