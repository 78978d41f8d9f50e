"""What the running rulebook changes: shown from its record, before and after it is published."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from aldea.cli.pack_gate import run_gate
from aldea.packs import load_pack
from aldea.packs.approvals import approval_to_fill_in
from aldea.packs.published import approval_path, keep_copy, read_changes, write_changes
from aldea.people.models import Account
from aldea.proofs import difference, readings_path
from tests.integration.conftest import People
from tests.proofs.edited_packs import WHEEZING, copy_of, edit

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


@pytest.fixture
def running(tmp_path: Path, settings: Any) -> Path:
    """A site that runs 0.2.0, which is milder than the published 0.1.0."""
    stricter = WHEEZING.replace("tell_team", "hospital_now")
    folder = copy_of(tmp_path / "packs" / "aldesleukin", ("rules.yaml", WHEEZING, stricter))
    old = load_pack(str(folder))
    keep_copy(folder, old, readings_path("aldesleukin"))
    edit(
        folder,
        ("pack.yaml", "version: 0.1.0", "version: 0.2.0"),
        ("pack.yaml", "replaces: none", f"replaces: {{version: 0.1.0, digest: {old.digest}}}"),
        ("rules.yaml", stricter, WHEEZING),
    )
    settings.ALDEA_PACK = str(folder)
    return folder


def page_of(people: People, signed_in: SignIn) -> str:
    response = signed_in(people.nurse()).get("/rulebook/changes/")
    assert response.status_code == 200
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def test_a_first_version_says_that_it_replaces_nothing(people: People, signed_in: SignIn) -> None:
    assert "Nothing is replaced: this is the first version." in page_of(people, signed_in)


def test_the_difference_is_read_on_the_page_before_anyone_accepts_it(
    people: People, signed_in: SignIn, running: Path
) -> None:
    assert "nobody has recorded what that changes" in page_of(people, signed_in)
    new = load_pack(str(running))
    old = load_pack(str(running.parent / "published" / "aldesleukin" / "0.1.0"))
    found = difference(old, new)
    write_changes(running, new, found.as_dict())
    page = page_of(people, signed_in)
    assert "Milder than before (1) Nobody has accepted this." in page
    assert "Hospital now becomes" in page
    assert "The report says: Wheezing: yes." in page
    assert "No report is more urgent than before." in page
    assert old.digest in page
    written = approval_to_fill_in(old, new, found.milder_stories)
    written = written.replace("NAME", "Nora Example").replace("YYYY-MM-DD", "2026-11-24")
    approval_path(running, new).write_text(written.replace("why: ", "why: the leaflet says so"), "utf-8")
    assert "Accepted by Nora Example on 2026-11-24: the leaflet says so" in page_of(people, signed_in)


def test_a_record_of_other_digests_is_not_taken_for_this_one(
    people: People, signed_in: SignIn, running: Path
) -> None:
    new = load_pack(str(running))
    other = {"version": "0.2.0", "digest": "sha256:0", "id": "aldesleukin"}
    old = {"version": "0.1.0", "digest": new.replaces.digest if new.replaces else "", "id": "aldesleukin"}
    write_changes(running, new, {"old": old, "new": other, "milder": ["secret"]})
    page = page_of(people, signed_in)
    assert "This record is of other digests." in page
    assert "Milder than before" not in page


def test_the_gate_writes_the_record_where_the_page_looks_for_it(running: Path) -> None:
    run_gate(str(running), None, None, record=True, out=io.StringIO())
    new = load_pack(str(running))
    record = read_changes(running, new)
    assert record is not None
    assert record["new"]["digest"] == new.digest
    assert len(record["milder"]) == 1
