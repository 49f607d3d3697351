"""Addresses of this room: none. The list is shown by home, which gathers the rooms."""

urlpatterns = []
