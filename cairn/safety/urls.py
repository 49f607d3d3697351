"""Addresses of this room."""

from django.urls import path

from cairn.safety.pages import help, reports

urlpatterns = [
    path("help-now", help.help_now, name="help_now"),
    path("leave", help.leave, name="leave"),
    path("left", help.left, name="left"),
    path("leave-quickly", help.leave_quickly, name="leave_quickly"),
    path("report/<str:noun>/<int:pk>", reports.report, name="report"),
    path("report/<str:noun>/<int:pk>/thank-you", reports.reported, name="reported"),
    path("report/<str:noun>/<int:pk>/block", reports.block_writer, name="block_writer"),
    path("reports", reports.reports, name="reports"),
    path("reports/<int:pk>/close", reports.report_close, name="report_close"),
]
