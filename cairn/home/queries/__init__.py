"""What Today and the desk show: pages that gather many rooms."""

from cairn.home.queries.desk import Desk, desk_of, has_desk
from cairn.home.queries.today import Today, today_of

__all__ = ["Desk", "Today", "desk_of", "has_desk", "today_of"]
