"""Private nouns refuse to answer without a viewer.

    objects = guarded(ShareQuerySet)      Share.objects.seen_by(member) answers, Share.objects.all() raises
    system  = models.Manager.from_queryset(ShareQuerySet)()   for clock, migrations and verbs' own rows

`seen_by` of each queryset narrows to what the viewer may see and marks itself with `scoped()`.
"""

from django.db import models


class Unscoped(RuntimeError):
    """Somebody asked for private rows without saying who is looking."""


class GuardedQuerySet(models.QuerySet):
    _guard = False
    _scoped = False

    def scoped(self):
        """This queryset has been narrowed to a viewer."""
        clone = self._chain()
        clone._scoped = True
        return clone

    def _clone(self):
        clone = super()._clone()
        clone._guard, clone._scoped = self._guard, self._scoped
        return clone

    def _check(self):
        if self._guard and not self._scoped:
            raise Unscoped(f"{self.model.__name__} is private: say who is looking, with seen_by().")

    def _fetch_all(self):
        self._check()
        super()._fetch_all()

    def _iterator(self, *args, **kwargs):
        self._check()
        return super()._iterator(*args, **kwargs)

    def count(self):
        self._check()
        return super().count()

    def exists(self):
        self._check()
        return super().exists()

    def aggregate(self, *args, **kwargs):
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs):
        self._check()
        return super().update(**kwargs)

    def delete(self):
        self._check()
        return super().delete()

    delete.queryset_only = True


def guarded(queryset_class):
    """A manager over `queryset_class` that refuses unscoped questions."""

    class Guarded(models.Manager.from_queryset(queryset_class)):
        def get_queryset(self):
            queryset = super().get_queryset()
            queryset._guard = True
            return queryset

    return Guarded()


def system(queryset_class):
    """The plain manager beside it: for cascades, the clock, and verbs about their own rows."""
    return models.Manager.from_queryset(queryset_class)()
