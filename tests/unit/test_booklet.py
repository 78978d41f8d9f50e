"""The booklet on paper: the whole rulebook, accessible, the same bytes for the same pack and day."""

import re
from dataclasses import replace
from datetime import date

import pytest

from aldea.engines.reference import assess
from aldea.exports.booklet import Booklet, BookletClause, booklet_pdf
from aldea.exports.proofs_chapter import ProofResult, ProofRow, ProofsChapter
from aldea.language.conditions import Yes
from aldea.language.pack import Advice, Rule, Statement
from aldea.language.urgency import Urgency
from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import load_cases, run_case
from aldea.rulebook.booklet import HOSPITAL_NUMBER, booklet_of
from aldea.rulebook.rule_words import NUMBER
from tests.spec import small_packs
from tests.unit.pdf_words import close, pages_of
from tests.unit.test_documents import inside

DAY = date(2026, 11, 24)
PACK = load_pack("aldesleukin")
CASES = load_cases(pack_folder("aldesleukin"), PACK)
OUTCOMES = [run_case(case, PACK, assess) for case in CASES if case.by_hand]
BOOKLET = booklet_of(PACK, OUTCOMES, proofs=None)
COUGH = small_packs.rule("cough", Yes("cough"), Urgency.HOSPITAL_NOW, ("BEYOND-1",))
SMALL = booklet_of(small_packs.pack(COUGH, advices=[small_packs.advice("rest")]), [], None)
PROOFS = ProofsChapter(
    rows=(ProofRow("a floor", "a cough is never milder than hospital now", ProofResult.PROVED),),
    solver="z3",
    solver_version="4.99",
    proved_on=date(2026, 11, 23),
    pack_digest=SMALL.digest,
    readings_digest="sha256:readings",
    approver="Dr Ada Example",
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return booklet_pdf(BOOKLET, DAY)


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return pages_of(printed)


@pytest.fixture(scope="module")
def words(pages: list[str]) -> str:
    """All pages on end, without what stands at the head and foot of each."""
    furniture = re.compile(
        re.escape(close(f"{PACK.title}{PACK.id} {PACK.version}, {PACK.status}, {PACK.digest[:19]}"))
        + "|"
        + re.escape(close("Not a medical device. Not approved for clinical use."))
        + r"Page\d+of\d+"
    )
    return "".join(furniture.sub("", page) for page in pages)


def words_of(booklet: Booklet, day: date = DAY) -> str:
    return "".join(pages_of(booklet_pdf(booklet, day)))


def lines_of(clause: BookletClause) -> list[str]:
    return [clause.words, *(line for part in clause.parts for line in lines_of(part))]


def test_it_is_tagged_titled_and_says_its_language(printed: bytes) -> None:
    whole = inside(printed)
    assert b"/StructTreeRoot" in whole
    assert b"/Marked true" in whole
    assert b"pdfuaid" in whole
    assert re.search(rb"/Lang ?\(en-GB\)", whole)
    assert whole.count(b"/TH") > 100


def test_the_same_pack_and_day_give_the_same_bytes_and_others_give_others() -> None:
    first = booklet_pdf(SMALL, DAY)
    assert booklet_pdf(SMALL, DAY) == first
    assert booklet_pdf(SMALL, date(2026, 11, 25)) != first
    assert booklet_pdf(replace(SMALL, digest="sha256:1"), DAY) != first


def test_the_title_page_says_what_is_signed_and_that_it_is_not_approved(pages: list[str]) -> None:
    for text in (
        PACK.title, PACK.id, PACK.version, PACK.digest, PACK.status, *(title for _id, title in PACK.sources),
        "This is not a medical device, and it is not approved for clinical use.", "24 November 2026",
        "716, and every one holds", "Approver of the readings Nobody is named in this printing.",
        "NameRoleDateSignature",
    ):  # fmt: skip
        assert close(text) in pages[0], text


def test_every_page_after_the_title_names_the_version_and_that_it_is_not_approved(pages: list[str]) -> None:
    for page in pages[1:]:
        assert close(f"{PACK.id} {PACK.version}, {PACK.status}, {PACK.digest[:19]}") in page
        assert close("Not a medical device. Not approved for clinical use.") in page


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_every_rule_stands_there_with_its_urgency_its_condition_and_its_words(words: str, rule: Rule) -> None:
    printed = next(found for found in BOOKLET.rules if found.id == rule.id)
    mark = "BEYOND THE LEAFLET" if any(PACK.statements[id].beyond for id in rule.statements) else ""
    head = close(f"{rule.why_team}{printed.level.words.upper()}{rule.id}{mark}Fires when")
    assert words.count(head) == 1, head
    body = words[words.index(head) :][:9000]
    at = 0
    for line in lines_of(printed.when):
        at = body.index(close(line), at)
    for text in (f"“{rule.why_patient}”", *(f"{id} {PACK.statements[id].claim}" for id in rule.statements)):
        at = body.index(close(text), at)
    for number in rule.readings:
        at = body.index(close(f"{number}. {PACK.readings[number].title}"), at)
    for id in rule.advice:
        assert close(f"{id}: by this rule") in body
    for case in (*printed.fires, *printed.near):
        at = body.index(close(case.title), at)


def test_every_reading_is_there_word_for_word(words: str) -> None:
    for reading in PACK.readings.values():
        assert close(f"{reading.number}. {reading.title}{reading.text}") in words


@pytest.mark.parametrize("advice", PACK.advice.values(), ids=lambda advice: advice.id)
def test_every_advice_has_its_words_for_both_and_what_it_gives_way_to(words: str, advice: Advice) -> None:
    start = words.index(close(f"Patient reads “{advice.patient.replace(NUMBER, HOSPITAL_NUMBER)}”"))
    body = words[start : start + 3000].split(close("Patient reads"))[1]
    assert close(f"Team reads “{advice.team}”") in body
    dropping = [id for id in PACK.advice if id in advice.dropped_when]
    assert close("Left out beside" + ", ".join(dropping)) in body if dropping else True
    assert (close("Yes: it is withheld while something is still to ask.") in body) is advice.reassures


@pytest.mark.parametrize("statement", PACK.statements.values(), ids=lambda statement: statement.id)
def test_every_statement_says_what_serves_it_and_whether_it_goes_beyond(
    words: str, statement: Statement
) -> None:
    index = words[words.rindex(close("Every numbered claim of the source")) :]
    row = index[index.index(close(f"{statement.id}{statement.claim}")) :][:900]
    served = next(found for found in BOOKLET.statements if found.id == statement.id)
    for kind, ids in (("Rules", served.rules), ("Advice", served.advice), ("Topics", served.topics)):
        assert close(f"{kind}: {', '.join(ids)}") in row if ids else True
    mark = close("(beyond the leaflet)")
    assert row.startswith(close(statement.id + statement.claim) + mark) is (
        statement.beyond and statement.urgency is None
    )


def test_what_is_beyond_the_leaflet_stands_in_one_list(words: str) -> None:
    start = words.rindex(close("The leaflet does not say what stands here."))
    chapter = words[start : words.index(close("Nothing was proved in this printing."))]
    for statement in PACK.statements.values():
        assert (close(statement.id + statement.claim) in chapter) is statement.beyond, statement.id
    for rule in BOOKLET.rules:
        assert (close(rule.title + rule.level.words + rule.id) in chapter) is rule.beyond, rule.id
    for advice in BOOKLET.advice:
        assert (close(advice.claim + advice.id) in chapter) is advice.beyond, advice.id


def test_every_worked_case_is_there_once_with_what_is_given_and_expected(words: str) -> None:
    chapter = words[words.rindex(close("Each was written by hand")) :]
    cases = [case for subject in BOOKLET.cases for case in subject.cases]
    assert [case.number for case in cases] == list(range(1, len(OUTCOMES) + 1))
    at = 0
    for case in cases:
        given = "; ".join(f"{fact.name}: {fact.words}" for fact in case.given)
        at = chapter.index(close(f"{case.title}{given}"), at)
    for setting, what in PACK.settings.items():
        assert close(setting + what) in words


def test_a_case_that_does_not_hold_is_said_on_the_title_page_and_where_it_stands() -> None:
    failing = replace(OUTCOMES[0], failures=("expected none, got emergency_999",))
    said = words_of(booklet_of(replace(PACK, rules=()), [failing], None))
    assert close("1, of which 1 do not hold") in said
    assert close("DOES NOT HOLD: expected none, got emergency_999") in said


def test_without_proofs_it_says_plainly_that_nothing_was_proved(words: str) -> None:
    assert close("Nothing was proved in this printing. No solver was asked.") in words
    assert close("Proofs None in this printing.") in words


def test_proofs_are_printed_with_solver_day_digests_and_approver() -> None:
    said = words_of(replace(SMALL, proofs=PROOFS))
    for text in (
        "a floor", "a cough is never milder than hospital now", "1 of 1 are proved", "z3 4.99",
        "23 November 2026", "sha256:readings", "Approver of the readings Dr Ada Example",
    ):  # fmt: skip
        assert close(text) in said, text
    for text in ("Nothing was proved", "not proved", "of another pack"):
        assert close(text) not in said, text


@pytest.mark.parametrize(
    ("result", "word"), [(ProofResult.REFUTED, "REFUTED"), (ProofResult.UNKNOWN, "NOT KNOWN")]
)
def test_what_is_not_proved_is_loud_and_tells_its_story(result: ProofResult, word: str) -> None:
    row = ProofRow("a ceiling", "a rash", result, ("Ada has a rash and #hears nothing.",))
    said = words_of(replace(SMALL, proofs=replace(PROOFS, rows=(*PROOFS.rows, row))))
    assert close("1 property is not proved.") in said
    assert close("1 of 2 are proved") in said
    assert close("Ada has a rash and #hears nothing.") in said
    assert close(word) in said


def test_proofs_of_another_pack_are_never_passed_off_as_those_of_this_one() -> None:
    said = words_of(replace(SMALL, proofs=replace(PROOFS, pack_digest="sha256:other")))
    assert close("These proofs are of another pack.") in said
    assert close("Nothing below is proved of this pack.") in said
