"""What the tests of ``mote anteckna`` share: a meeting of a project group, and what its plan wants of it."""

import re

from tests.cli.cli_world import Here

PROJECT_GROUP = """\
motestyp: projektgrupp
dag: 2023-05-30
inbjuden: [projektledare, enhetschef-a, person-c]
"""
STANDING = """\
standardpunkt:
  - {nr: 1, motestyp: projektgrupp, rubrik: Läget}
  - {nr: 2, motestyp: projektgrupp, rubrik: Övriga frågor}
rapportering:
  - {nyckel: statusrapport, titel: Statusrapport, motestyp: projektgrupp}
"""
KRAV = """\
  - {nr: 7, paragraf: "11.2", text: Grupperna rapporterar., regel: [STA01], motestyp: projektgrupp, grupp: [falt, park]}
  - {nr: 8, paragraf: "5", text: Aktivitetsplanen gås igenom., regel: [MOT04], motestyp: projektgrupp}
"""
GROUPS = """\
  - {nyckel: falt, titel: Fältgruppen}
  - {nyckel: park, titel: Parkgruppen}
"""
STEERING = [
    *("mote", "anteckna", "M-005", "--narvarande", "alla utom 2", "--justerare", "1", "--punkt", "2"),
    *("--text", "Gicks igenom.", "--beslut", "AB-002 godkänns.", "--atgard", "Boka lokal; enhetschef; +14d"),
    *("--avvikelse", "Regn; tidsplan, budget; Vädret; projektledaren"),
]
"""A steering meeting said with options."""


def with_meeting(here: Here) -> Here:
    """The project with a meeting of the project group today."""
    plan = here.read("projektplan").replace("riskskala:", STANDING + "riskskala:") + KRAV
    here.put("projektplan", plan)
    organisation = here.read("organisation")
    here.put("organisation", organisation.replace("medlem:", GROUPS + "medlem:"))
    here.put("mote/M-006", PROJECT_GROUP)
    here.git("add", "--all")
    here.git("commit", "--quiet", "--message", "plan")
    return here


def sound(here: Here) -> bool:
    """Whether every file can be read and refers to what is there."""
    done = here.call("kontroll")
    return not re.search(r"\b(SCH|FIL|YAML)\d\d", done.out) and done.code in (0, 1)
