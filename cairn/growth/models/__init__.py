from cairn.growth.models.path import GrowthChoice, SteppingStone, Witness
from cairn.growth.models.retelling import Retelling, StartingLetter, View
from cairn.growth.models.victories import Recognition, Victory, VictoryTold

__all__ = ["GrowthChoice", "Recognition", "Retelling", "StartingLetter", "SteppingStone", "Victory", "VictoryTold", "View", "Witness"]
