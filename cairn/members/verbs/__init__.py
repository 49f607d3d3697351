"""What a member does here. The slow part of a password, its derivation, always runs before the
transaction begins, never in it."""

from cairn.members.verbs.again import show_passkey, show_secret
from cairn.members.verbs.between import block, end_distance, forget_breaks, mute, restrict, take_a_break, unblock
from cairn.members.verbs.doors import (
    come_in,
    come_in_as_coordinator,
    consent,
    end_invitation,
    invite,
    let_in,
    not_now,
)
from cairn.members.verbs.leaving import end_membership, erase, erase_me, erase_who_left, leave, let_back, name_coordinator, put_off_erasing, stay
from cairn.members.verbs.selves import (
    change_boundaries,
    change_coach,
    change_experiences,
    change_hours,
    change_interests,
    change_languages,
    change_leaving,
    change_name,
    change_quiet_hours,
    change_reading,
    change_stone,
    change_zone,
    forget_mail,
    name_mail,
    prove_mail,
)
from cairn.members.verbs.space import new_agreement, new_setup_link, set_up_space
from cairn.members.verbs.ways_in import (
    add_passkey,
    end_other_places,
    end_place,
    forget_old_places,
    new_recovery_codes,
    remove_passkey,
    remove_password,
    set_password,
    use_passkey,
    use_recovery_code,
)

__all__ = [
    "add_passkey", "block", "change_boundaries", "change_coach", "change_experiences", "change_hours",
    "change_interests", "change_languages", "change_leaving", "change_name", "change_quiet_hours", "change_reading",
    "change_stone", "change_zone", "come_in", "come_in_as_coordinator", "consent", "end_distance", "end_invitation",
    "end_membership", "end_other_places", "end_place", "erase", "erase_me", "erase_who_left", "forget_breaks",
    "forget_mail", "forget_old_places", "invite", "leave", "let_back", "let_in", "mute", "name_coordinator",
    "name_mail", "new_agreement", "new_recovery_codes", "new_setup_link", "not_now", "prove_mail", "put_off_erasing", "remove_passkey",
    "remove_password", "restrict", "set_password", "set_up_space", "show_passkey", "show_secret", "stay", "take_a_break", "unblock", "use_passkey",
    "use_recovery_code",
]
