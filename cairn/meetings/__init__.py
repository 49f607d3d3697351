"""Meetings: a circle gathers, the talking piece goes round, and everybody gets a turn.

Nouns: Series, Meeting, Round, Coming, StandIn, Spoken, RoomSignal, RoomNote, RoomEvent; Welcomer, Welcome,
Looked back; Care, Debrief; Feed; Wish. Verbs: plan, come, offer, accept, pass, speak, hold a silence, close.

piece/ holds the whole grammar of a room as pure functions: what a meeting is at a moment, and what each
act makes of it. The log of a meeting (RoomEvent) is the truth; the state beside it can be made again from it.
"""
