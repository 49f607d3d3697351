"""What Today and the desk show: pages that gather many rooms; and what somebody who leaves has to know."""

from cairn.home.queries.desk import Desk, desk_of, has_desk
from cairn.home.queries.going import holds_alone, somebody_here, who_coordinates, who_could_coordinate
from cairn.home.queries.today import Today, today_of

__all__ = [
    "Desk", "Today", "desk_of", "has_desk", "holds_alone", "somebody_here", "today_of", "who_coordinates", "who_could_coordinate",
]
