"""Addresses of this room."""

from django.urls import path

from cairn.home import pages

urlpatterns = [
    path("", pages.today, name="today"),
    path("today/moving", pages.today_moving, name="today_moving"),
    path("notices", pages.notices, name="notices"),
    path("notices/moving", pages.notices_moving, name="notices_moving"),
    path("desk", pages.desk, name="desk"),
]
