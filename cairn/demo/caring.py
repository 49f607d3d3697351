"""What came to those who look after safety in the invented community, lived through the real verbs."""

from datetime import timedelta
from functools import partial

from cairn.demo.story import Deed, read, typeset
from cairn.members.models import Member
from cairn.repair import rules as repairing
from cairn.repair import verbs as repair
from cairn.repair.models import Concern
from cairn.safety import verbs as safety
from cairn.safety.models import Alert, Appeal, Decision, Report


class Caring:
    """`village` has the people by name and the shares by key."""

    def __init__(self, village):
        self.village, self.words, self.answers = village, read("care"), {}
        self.reports, self.decisions = {}, {}

    def deeds(self):
        yield from self.duties()
        for words in self.words["plan"]:
            yield _deed(words["days_ago"], 0, partial(self.write_plan, words))
        for words in self.words["told"]:
            yield from self.tellings(words)
        for words in self.words["brought"]:
            yield from self.brought(words)
        yield from self.working_out(self.words["concern"])

    # ---- who is within reach

    def duties(self):
        for words in self.words["responder"]:
            yield _deed(words["named_days_ago"], 0, partial(self.begin_duty, words))

    def begin_duty(self, words: dict) -> None:
        responder = self.person(words["name"])
        safety.name_responder(responder, by=self.person("Rowan"))
        safety.add_hours(weekdays=words["weekdays"], begins=60 * words["from"], ends=60 * words["to"], by=self.person(words["name"]))

    def write_plan(self, words: dict) -> None:
        parts = {name: typeset(words[name]) for name in ("signs", "alone", "places", "people", "helpers", "safer")}
        safety.write_plan(by=self.person(words["by"]), **parts)

    # ---- what was told, brought and decided

    def tellings(self, words: dict):
        days = words["days_ago"]
        yield _deed(days, 0, partial(self.village.tell, {"prompt": "", "encouraged_by": "", **words}))
        for answer in words.get("response", []):
            yield _deed(days, answer["after_hours"], partial(self.respond, words, answer))
        if alert := words.get("alert"):
            yield _deed(days, alert["after_minutes"] / 60, partial(self.is_there, words["key"], alert))
            yield _deed(days, 0.5, partial(self.writer_answers, words["key"], words["by"], alert))
            yield _deed(days, alert["closed_after_hours"], partial(self.close, words["key"], alert))

    def respond(self, words: dict, answer: dict) -> None:
        self.answers[answer["key"]] = self.village.respond(words, answer)

    def is_there(self, key: str, words: dict) -> None:
        responder = self.person(words["by"])
        safety.acknowledge(self.alert(key), by=responder)
        safety.write_to_author(self.alert(key), typeset(words["wrote"]), by=responder)

    def writer_answers(self, key: str, name: str, words: dict) -> None:
        safety.answer_responder(self.alert(key), typeset(words["answered"]), by=self.person(name))

    def close(self, key: str, words: dict) -> None:
        safety.close_alert(self.alert(key), words=typeset(words["did"]), by=self.person(words["by"]))

    def alert(self, key: str) -> Alert:
        return Alert.objects.get(noun="share", noun_id=self.village.told[key].pk)

    def brought(self, words: dict):
        """A report, and what became of it, in hours after it was told."""
        days = self.told_days_ago(words)
        yield _deed(days, words["after_hours"], partial(self.report, words))
        if "act" in words:
            yield _deed(days, words["decided_after_hours"], partial(self.decide, words))
            yield _deed(days, words["appealed_after_hours"], partial(self.appeal, words))
            yield _deed(days, words["answered_after_hours"], partial(self.answer, words))

    def told_days_ago(self, words: dict) -> float:
        for share in self.words["told"]:
            if share["key"] == words.get("share"):
                return share["days_ago"]
            for answer in share.get("response", []):
                if answer["key"] == words.get("response"):
                    return share["days_ago"] - answer["after_hours"] / 24
        raise LookupError(words)

    def report(self, words: dict) -> None:
        noun = "share" if "share" in words else "response"
        found = self.village.told[words["share"]] if noun == "share" else self.answers[words["response"]]
        made = safety.report(noun, found.pk, reason=words["reason"], words=typeset(words["words"]), by=self.person(words["by"]))
        self.reports[words[noun]] = made.pk

    def decide(self, words: dict) -> None:
        report, by = Report.objects.get(pk=self.reports[words["share"]]), self.person(words["decided_by"])
        decision = safety.decide(report, words["act"], rule=words["rule"], reason=typeset(words["because"]), by=by)
        self.decisions[words["share"]] = decision.pk

    def appeal(self, words: dict) -> None:
        decision = Decision.objects.get(pk=self.decisions[words["share"]])
        safety.appeal(decision, words=typeset(words["appeal"]), by=self.person(int(decision.writer)))

    def answer(self, words: dict) -> None:
        appeal = Appeal.system.get(pk=self.decisions[words["share"]])
        safety.answer_appeal(appeal, stands=words["stands"], answer=typeset(words["answer"]), by=self.person(words["answered_by"]))
        safety.close_report(Report.objects.get(pk=self.reports[words["share"]]), by=self.person(words["decided_by"]))

    # ---- two who worked something out

    def working_out(self, words: dict):
        one, other = words["by"], words["other"]
        days, said = words["days_ago"], {name: words[name.lower()] for name in (one, other)}
        yield _deed(days, 0, partial(self.begin, words))
        yield _deed(days, 6, lambda: repair.answer(self.concern(), yes=True, by=self.person(other)))
        for number, name in enumerate((one, other)):
            yield _deed(days - 2, number, partial(self.write_happened, said[name], name))
            yield _deed(days - 3, number, partial(self.write, repair.write_heard, said[name]["heard"], name))
            yield _deed(days - 5, number, partial(self.write, repair.write_helps, said[name]["helps"], name))
        for number, name in enumerate((other, one)):
            yield _deed(days - 4, number, partial(self.say_yes, name))
            yield _deed(days - 6, number, partial(self.say_yes, name))
            yield _deed(days - 14, number, lambda name=name: repair.answer_back(self.concern(), yes=True, by=self.person(name)))
        yield _deed(days - 15, 0, partial(self.tell_the_circle, words))

    def begin(self, words: dict) -> None:
        circle = self.village.circles[words["circle"]]
        self.concern_pk = repair.begin(self.person(words["other"]), circle=circle, by=self.person(words["by"])).pk

    def concern(self) -> Concern:
        return Concern.system.get(pk=self.concern_pk)

    def write_happened(self, said: dict, name: str) -> None:
        parts = {part: typeset(said[part]) for part in repairing.PARTS}
        repair.write_happened(self.concern(), parts, ready=True, by=self.person(name))

    def write(self, verb, words: str, name: str) -> None:
        verb(self.concern(), typeset(words), by=self.person(name))

    def say_yes(self, name: str) -> None:
        concern, by = self.concern(), self.person(name)
        theirs = concern.steps.get(member=repairing.other_id(concern, by.pk), kind=concern.step)
        repair.answer_step(concern, yes=True, seen=repairing.seen(theirs.words), by=by)

    def tell_the_circle(self, words: dict) -> None:
        repair.write_line(self.concern(), typeset(words["line"]), by=self.person(words["line_by"]))
        other = words["by"] if words["line_by"] == words["other"] else words["other"]
        repair.agree_line(self.concern(), seen=repairing.seen(self.concern().line), by=self.person(other))

    def person(self, who: str | int) -> Member:
        """As they stand now, by name or id."""
        return Member.objects.get(pk=who if isinstance(who, int) else self.village.people[who].pk)


def _deed(days_ago: float, hours_later: float, do) -> Deed:
    return Deed(timedelta(days=days_ago) - timedelta(hours=hours_later), do)
