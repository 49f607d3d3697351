"""Addresses of this room. The streams themselves, /live/<ticket>, are answered before Django: live/asgi.py."""

from django.urls import path

from cairn.live import pages

urlpatterns = [path("live/ticket", pages.ticket, name="live-ticket")]
