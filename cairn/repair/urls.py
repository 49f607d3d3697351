"""Addresses of this room."""

from django.urls import path

from cairn.repair.pages import beginning, beside, conversations, walking

urlpatterns = [
    path("working-it-out", beginning.working_it_out, name="working_it_out"),
    path("working-it-out/about/<str:noun>/<int:pk>", beginning.begin, name="begin"),
    path("working-it-out/about/<str:noun>/<int:pk>/unsafe", beginning.begin_unsafe, name="begin_unsafe"),
    path("circles/<int:pk>/working-it-out", beginning.begin_in_circle, name="begin_in_circle"),
    path("circles/<int:pk>/working-it-out/<int:seat>/unsafe", beginning.circle_unsafe, name="circle_unsafe"),
    path("circles/<int:pk>/working-it-out/propose", beginning.propose, name="propose"),
    path("working-it-out/<int:pk>", walking.concern, name="concern"),
    path("working-it-out/<int:pk>/answer", walking.concern_answer, name="concern_answer"),
    path("working-it-out/<int:pk>/say", walking.concern_say, name="concern_say"),
    path("working-it-out/<int:pk>/back", walking.concern_back, name="concern_back"),
    path("working-it-out/<int:pk>/stop", walking.concern_stop, name="concern_stop"),
    path("working-it-out/<int:pk>/line", walking.repair_line, name="repair_line"),
    path("working-it-out/<int:pk>/line/agree", walking.line_agree, name="line_agree"),
    path("working-it-out/<int:pk>/line/take-back", walking.line_take_back, name="line_take_back"),
    path("working-it-out/<int:pk>/supporter", beside.bring_supporter, name="bring_supporter"),
    path("working-it-out/<int:pk>/facilitator", beside.bring_facilitator, name="bring_facilitator"),
    path("working-it-out/<int:pk>/keep-again", beside.keep_again, name="keep_again"),
    path("beside/<int:pk>", beside.beside, name="beside"),
    path("beside/<int:pk>/answer", beside.beside_answer, name="beside_answer"),
    path("beside/<int:pk>/step-back", beside.step_back, name="step_back"),
    path("circles/<int:pk>/conversation", conversations.conversation_call, name="conversation_call"),
    path("conversations/<int:pk>", conversations.conversation, name="conversation"),
    path("conversations/<int:pk>/answer", conversations.conversation_answer, name="conversation_answer"),
    path("conversations/<int:pk>/move-on", conversations.conversation_move_on, name="conversation_move_on"),
    path("conversations/<int:pk>/put-forward", conversations.put_forward, name="put_forward"),
    path("conversations/<int:pk>/consent", conversations.conversation_consent, name="conversation_consent"),
    path("conversations/<int:pk>/rest", conversations.conversation_rest, name="conversation_rest"),
]
