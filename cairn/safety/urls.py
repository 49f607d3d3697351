"""Addresses of this room."""

from django.urls import path

from cairn.safety import pages

urlpatterns = [
    path("help-now", pages.help_now, name="help_now"),
    path("leave", pages.leave, name="leave"),
    path("left", pages.left, name="left"),
    path("leave-quickly", pages.leave_quickly, name="leave_quickly"),
    path("report/<str:noun>/<int:pk>", pages.report, name="report"),
    path("report/<str:noun>/<int:pk>/thank-you", pages.reported, name="reported"),
    path("report/<str:noun>/<int:pk>/block", pages.block_writer, name="block_writer"),
    path("reports", pages.reports, name="reports"),
    path("reports/<int:pk>/close", pages.report_close, name="report_close"),
]
