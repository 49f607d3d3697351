"""What somebody paused may still hand in."""


def connect() -> None:
    """What somebody paused may still hand in: everything for themselves alone, every way to help, and every way to
    be apart from others. Whatever is not named here is refused (members/pausing.py)."""
    from cairn.members.pausing import still_open

    still_open("decisions", "decision", "sign_out_everywhere", "kept", after_the_end=True)
    still_open("tell", "look_over", "draft_keep", "draft_drop", "response_keep", "withdraw", "withdraw_response")  # telling oneself alone
    still_open("try_it", "say_how_it_went", "ask_later", "let_go", "let_kept_go", "take_line_back", "withdraw_strategy")
    still_open("distance", "distance_end", "let_be_seen", "concern_stop", "line_take_back", "step_back")
    still_open("ask_for_somebody", "noticed_answer", "noticed_unfounded", "care_return", "plan_write", "plan_tear_up", after_the_end=True)  # being helped
    still_open("noticed", "plan", "help_plan", "how_to_respond", after_the_end=True)  # to read, which nobody who is only paused is kept from
    still_open("report", "block", "unblock", "seat_leave", "seat_rest", "seat_back", "seat_take_back", "decline", "stop_listening", "rest", "stop_welcoming", "wish_take_back")
    still_open("you_experiences", "you_interests", "you_languages", "you_zone", "you_hours", "you_boundaries", "you_quiet", "you_leaving", "you_coach", "likeness")
    still_open("ways_in", "passkey_add", "passkey_options", "passkey_remove", "password", "password_remove", "places", "place_end", "codes", "mail")
    still_open("checkin", "checkin_change", "checkin_let_go", "checkin_bring_back", "checkin_take_back")
    still_open("journal_begin", "journal_begin_passkey", "journal_passkey_options", "journal_open", "journal_open_passkey", "journal_lock")
    still_open("journal_start_over", "journal_write", "journal_keep", "journal_search", "entry_edit", "entry_delete", "entry_bring_back")
    still_open("journal_codes", "journal_key_password", "journal_key_passphrase", "journal_key_passkey", "journal_key_let_go")
    still_open("buddy_wish", "buddy_rest", "buddy_withdraw", "buddy_end")
    still_open("letter_keep", "letter_take_back", "letters_let_go", "knock_take_back", "knock_decline", "door_close")
    still_open("retell", "retell_from", "retelling_write", "retelling_keep", "retell_again", "retelling_share", "retelling_let_go", "retelling_bring_back", "book")
    still_open("uninvite", "invite_again", "view_step_away", "view_come_back")  # fewer read it, or as many as before
    still_open("victory_lay", "victory_change", "victory_tell", "victory_let_go", "victory_bring_back")  # for oneself alone; taking back
    still_open("recognition_keep", "recognition_off_wall", "recognition_let_go", "recognition_bring_back")
    still_open("path_first", "path_aside", "path_offer_again", "stone_lay", "stone_change", "stone_remove", "stone_bring_back", "growth_choices")
    still_open("witness_decline", "witness_accept", "witness_let_go", "witness_bring_back", "witness_take_back", "starting_withdraw", "starting_aside", "starting_show_again")
    still_open("activity_not_go", "activity_cancel", "activity_came")
    still_open("reaching", "wake_here", "wake_no_more", "notices", "feed_make", "feed_names", "feed_revoke", "sign_up_languages")
