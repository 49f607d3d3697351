"""Hearing: nobody goes unheard.

Listener is a member who has offered to be asked. Wave is one told share looking for listeners: a
row that is always due until somebody has answered. Ask is one listener asked to hear one share.

    begin_hearing · end_hearing · ask_next · bring_to_desk          the clock's acts
    offer_to_listen · stop_listening · rest · listen_again · decline    a member's acts

Whom to ask, in which order and when is decided in waves.py, and nowhere else.
"""
