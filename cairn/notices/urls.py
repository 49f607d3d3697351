"""Addresses of this room. The list of notices is shown by home, which gathers the rooms."""

from django.urls import path

from cairn.notices import pages

urlpatterns = [
    path("sw.js", pages.worker, name="worker"),
    path("you/reaching", pages.reaching, name="reaching"),
    path("you/reaching/here", pages.wake_here, name="wake_here"),
    path("you/reaching/<int:pk>/stop", pages.wake_no_more, name="wake_no_more"),
    path("letters/off/<str:token>", pages.letters_off, name="letters_off"),
]
