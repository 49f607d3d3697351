"""Hearing: nobody goes unheard.

Listener is a member who has offered to be asked, RatherNot a topic they would rather not hear about. Wave is
one told share looking for listeners: a row that is always due until enough people have listened. Ask is one
listener asked to hear one share.

    begin_hearing · end_hearing · ask_for_all_due · ask_next · find_forgotten · learn     the clock's acts
    offer_to_listen · stop_listening · rest · listen_again · decline · widen    a member's acts
    call_at_once                                                                a crisis signal's

Whom to ask, in which order and when is decided by the pure engine, over the listeners that resident.py keeps
at hand and the share's own surroundings (around.py).
"""
