"""Addresses of this room. Each is named after the act or noun, as everywhere."""

from django.urls import path

from cairn.shares.pages import answering, drafts, reading, telling
from cairn.shares.search import pages as searching

urlpatterns = [
    path("shares", reading.shares, name="shares"),
    path("search", searching.search, name="search"),
    path("you/likeness", searching.likeness, name="likeness"),
    path("shares/tell", telling.tell, name="tell"),
    path("shares/look-over/<int:number>", telling.look_over, name="look_over"),
    path("shares/drafts", drafts.drafts, name="drafts"),
    path("shares/drafts/keep", drafts.draft_keep, name="draft_keep"),
    path("shares/drafts/<str:kind>/<int:about>/drop", drafts.draft_drop, name="draft_drop"),
    path("shares/<int:pk>", reading.share, name="share"),
    path("shares/<int:pk>/moving", reading.share_moving, name="share_moving"),
    path("shares/<int:pk>/edit", telling.edit, name="edit"),
    path("shares/<int:pk>/withdraw", telling.withdraw, name="withdraw"),
    path("shares/<int:pk>/bring-back", telling.bring_back, name="bring_back"),
    path("shares/<int:pk>/signal", answering.signal, name="signal"),
    path("shares/<int:pk>/respond", answering.respond, name="respond"),
    path("shares/<int:pk>/respond/keep", drafts.response_keep, name="response_keep"),
    path("responses/<int:pk>/edit", answering.edit_response, name="edit_response"),
    path("responses/<int:pk>/withdraw", answering.withdraw_response, name="withdraw_response"),
    path("responses/<int:pk>/bring-back", answering.bring_back_response, name="bring_back_response"),
    path("responses/<int:pk>/let-be-seen", answering.let_be_seen, name="let_be_seen"),
    path("responses/<int:pk>/felt-heard", answering.feel_heard, name="feel_heard"),
]
