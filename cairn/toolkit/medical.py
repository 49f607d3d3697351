"""Whether words speak of medicine, of amounts of it, of stopping it, or of methods: then a responder reads them before
others do. Rules on this processor alone, as with crisis signals; nothing is kept.

    found_in("Two of the 50 mg ones.", "en")     -> {"dose"}

What it finds too much costs somebody some hours; what it misses can be reported. English words, and amounts that are
written alike in every language of Latin letters.
"""

import re

from cairn.safety.queries import speaks_of_method

DOSE, MEDICINE, STOPPING, METHOD = "dose", "medicine", "stopping", "method"

_AMOUNT = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|μg|ug|ml|milligrams?|micrograms?|millilit(?:re|er)s?|iu|units? of)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|half an?|a couple of|some|more|extra|double|a few)\s(?:of the |of my |strong )?(?:pills?|tablets?|capsules?|drops|puffs|doses?|sleeping \w+|painkillers?)\b",
    re.IGNORECASE,
)
_MEDICINES = """
    medicines? medications? medicated meds tablets? pills? capsules? doses? dosages? dosing prescriptions? prescribed painkillers? sedatives?
    tranquilli[sz]ers? antidepressants? anti-depressants? antipsychotics? beta.?blockers? ssris? snris? benzos? benzodiazepines? opioids?
    opiates? stimulants? antihistamines? steroids? insulin lithium
    sertraline zoloft fluoxetine prozac citalopram escitalopram paroxetine venlafaxine duloxetine mirtazapine amitriptyline trazodone bupropion
    diazepam valium lorazepam ativan alprazolam xanax clonazepam temazepam zopiclone zolpidem ambien quetiapine seroquel olanzapine risperidone
    aripiprazole propranolol pregabalin gabapentin lamotrigine methylphenidate ritalin adderall elvanse lisdexamfetamine modafinil
    methadone buprenorphine subutex naltrexone disulfiram antabuse acamprosate naloxone tramadol codeine morphine oxycodone fentanyl ketamine
    paracetamol acetaminophen tylenol ibuprofen aspirin promethazine melatonin diphenhydramine nytol
    cbd kratom kava valerian st.?\\s?john.?s.?wort microdos\\w+ psilocybin ayahuasca laxatives? diuretics? nicotine.patch\\w* vap(?:e|es|ing)
"""
_MEDICINE = re.compile(rf"\b(?:{'|'.join(_MEDICINES.split())})\b", re.IGNORECASE)
_STOPPING = re.compile(
    r"\b(?:stop(?:ped|ping)?|quit(?:ting)?|skip(?:ped|ping)?|halv(?:e|ed|ing)|doubl(?:e|ed|ing)|taper(?:ed|ing)?|wean(?:ed|ing)?)\b[^.!?\n]{0,20}"
    r"\b(?:taking (?:them|mine)|taking it(?! (?:personal|so|out|for|all|too|as|to)))\b"
    r"|\b(?:came|come|coming|went|going|taper(?:ed|ing)?|wean(?:ed|ing)?) (?:myself |yourself )?off (?:them|it)\b"
    r"|\bcold turkey\b|\bdetox(?:ed|ing)? (?:at home|yourself|myself)\b"
    r"|\bfast(?:ed|ing)? for \w+ (?:days|hours)\b|\b(?:not|without) eat(?:en|ing)? (?:anything )?(?:for|until)\b",
    re.IGNORECASE,
)
# Taken out first: it means something else.
_ASIDE = re.compile(
    r"\b(?:the )?best medicine\b|\ba taste of (?:my|your|his|her|their) own medicine\b|\b(?:bitter|hard) pill(?:s)? to swallow\b|\bchill pills?\b"
    r"|\b(?:drawing|graphics|stone|clay|paper|writing|chocolate) tablets?\b|\bon (?:my|the|a|her|his) tablet\b|\btablets? (?:of stone|computers?)\b|\bdose of (?:sun|sunlight|daylight|fresh air|reality|laughter|humour|humor|kindness|sleep|music|vitamin sea)\b"
    r"|\bcome off (?:as|it\b)|\bvape shop\b|\bdaily dose of\b",
    re.IGNORECASE,
)


def found_in(text: str, language: str = "en") -> set[str]:
    """Which of DOSE, MEDICINE, STOPPING and METHOD the words speak of."""
    left = _ASIDE.sub(" ", text)
    rules = ((DOSE, _AMOUNT), (MEDICINE, _MEDICINE), (STOPPING, _STOPPING))
    found = {name for name, pattern in rules if pattern.search(left)}
    return found | {METHOD} if speaks_of_method(text, language) else found
