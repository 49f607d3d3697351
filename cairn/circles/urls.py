"""Addresses of this room."""

from django.urls import path

from cairn.circles.pages import keeping, pictures, reading, seats

urlpatterns = [
    path("circles", reading.circles, name="circles"),
    path("circles/open", keeping.circle_open, name="circle_open"),
    path("circles/<int:pk>", reading.circle, name="circle"),
    path("circles/<int:pk>/ask", seats.seat_ask, name="seat_ask"),
    path("circles/<int:pk>/consent", seats.consent, name="consent"),
    path("circles/<int:pk>/change", keeping.circle_change, name="circle_change"),
    path("circles/<int:pk>/agreement", keeping.circle_agreement, name="circle_agreement"),
    path("circles/<int:pk>/close", keeping.circle_close, name="circle_close"),
    path("circles/<int:pk>/facilitators", keeping.facilitators, name="facilitators"),
    path("circles/<int:pk>/invite", keeping.circle_invite, name="circle_invite"),
    path("circles/<int:pk>/picture", pictures.circle_picture, name="circle_picture"),
    path("circles/<int:pk>/picture/down", pictures.circle_picture_down, name="circle_picture_down"),
    path("circles/<int:pk>/picture/<slug:code>.webp", pictures.circle_picture_file, name="circle_picture_file"),
    path("invited/<str:code>", seats.invited, name="invited"),
    path("seat-requests/<int:pk>/answer", seats.seat_answer, name="seat_answer"),
    path("seat-requests/<int:pk>/take-back", seats.seat_take_back, name="seat_take_back"),
    path("seats/<int:pk>/leave", seats.seat_leave, name="seat_leave"),
    path("seats/<int:pk>/return", seats.seat_return, name="seat_return"),
    path("seats/<int:pk>/rest", seats.seat_rest, name="seat_rest"),
    path("seats/<int:pk>/back", seats.seat_back, name="seat_back"),
    path("seats/<int:pk>/face", seats.seat_face, name="seat_face"),
]
