"""What is said when something was saved but is not in the diary: why, and what to do about it."""

import re
from collections.abc import Sequence

from drogscen_cli.lager.git import Condition, Standing
from drogscen_cli.lager.journal import Landing

WITHOUT_REPO = (
    "Sparat. Utan git finns ingen dagbok: det går inte att se vem som ändrade vad, eller hur det var förut. "
    "Skapa en med kommandot git init i projektets mapp."
)
WITHOUT_PROGRAM = (
    "Sparat. Programmet git finns inte på datorn, och utan git finns ingen dagbok: det går inte att se vem som "
    "ändrade vad, eller hur det var förut. Installera git."
)
IN_JOURNAL = (
    "Sparat, men inte i dagboken: allt kunde inte skrivas på sin plats, {}. Resten ligger i "
    "projekt/.drogscen/journal.json. Åtgärda det. Nästa drogscen-kommando slutför skrivningen."
)
_AFTERWARDS = "Kör sedan i projektets mapp:"
_WHY = {
    Condition.MERGE: "en sammanslagning (merge) pågår i git. Avsluta den.",
    Condition.REBASE: "en flytt av ändringar (rebase) pågår i git. Avsluta den.",
    Condition.AM: "en inläsning av ändringar (am) pågår i git. Avsluta den.",
    Condition.CHERRY_PICK: "en kopiering av ändringar (cherry-pick) pågår i git. Avsluta den.",
    Condition.REVERT: "en återtagning av ändringar (revert) pågår i git. Avsluta den.",
    Condition.BISECT: "en felsökning (bisect) pågår i git. Avsluta den med git bisect reset.",
    Condition.DETACHED: "git står inte på någon gren (detached HEAD). Byt till en gren med git switch.",
    Condition.BARE: "git-förrådet saknar arbetskatalog (bare). Flytta projektet till en vanlig klon av förrådet.",
    Condition.NESTED: "mappen {} är ett eget git-förråd inne i projektet. Låt hela projektet ligga i samma förråd.",
    Condition.ELSEWHERE: "miljövariabeln GIT_DIR pekar på ett annat git-förråd, {}. Ta bort den ur miljön.",
    Condition.INSIDE_GIT: "kommandot körs inifrån git, av en krok. Vänta tills git är klart.",
    Condition.LOCKED: "git är upptaget, eftersom filen {} finns. Ta bort den om inget git-kommando pågår.",
    Condition.IGNORED: "git är inställt på att bortse från filen. Ta bort raden om den ur .gitignore.",
    Condition.DIRTY: "{} hade redan ändringar som inte är i dagboken. Läs igenom dem.",
    Condition.DUBIOUS: "git litar inte på mappen, eftersom någon annan äger den. Om den är att lita på, kör:",
    Condition.UNREADABLE: "git kan inte läsa förrådet. Git svarar: {}",
    Condition.NO_IDENTITY: "git vet inte vem som gör ändringen. Kör, med rätt namn och adress:",
    Condition.REFUSED: "git, eller en krok i git, tog inte emot ändringen. Åtgärda det som git svarar: {}",
}
_NOTHING_TO_RUN = {Condition.BARE, Condition.NESTED, Condition.UNREADABLE}


def not_in_diary(standing: Standing, root: str, paths: Sequence[str], message: str) -> str:
    """The whole note for a change that was saved but not committed."""
    if standing.condition is Condition.NO_PROGRAM:
        return WITHOUT_PROGRAM
    lines = [f"Sparat, men inte i dagboken: {_WHY[standing.condition].format(standing.detail)}"]
    if standing.condition is Condition.DUBIOUS:
        lines.append(f"  git config --global --add safe.directory {quoted(root)}")
    if standing.condition is Condition.NO_IDENTITY:
        lines += [
            '  git config --global user.name "Förnamn Efternamn"',
            "  git config --global user.email namn@exempel.se",
        ]
    if standing.condition not in _NOTHING_TO_RUN:
        lines += [_AFTERWARDS, *commands(paths, message)]
    return "\n".join(lines)


def recovered(landing: Landing, *, in_git: bool) -> list[str]:
    """What is said when a later command has finished what an interrupted one began."""
    sentences = []
    if landing.damaged:
        sentences.append(f"Journalen över en avbruten skrivning var skadad. Den ligger nu i {landing.damaged}.")
    if landing.paths:
        done = f"En avbruten skrivning är nu slutförd: {', '.join(landing.paths)}."
        diary = ["Den är inte i dagboken. Kör i projektets mapp:", *commands(landing.paths, "Avbruten skrivning")]
        sentences.append("\n".join([f"{done} {diary[0]}", *diary[1:]]) if in_git else done)
    sentences += [
        f"{path} har ändrats sedan en skrivning avbröts, och är kvar som den är. Skrivningens text ligger i {draft}."
        for path, draft in landing.drafts
    ]
    return sentences


def commands(paths: Sequence[str], message: str) -> list[str]:
    """The git commands that put ``paths`` into the diary, each on an indented line."""
    subject = message.partition("\n")[0].translate(dict.fromkeys(map(ord, '"\\$`!%')))
    names = " ".join(quoted(path) for path in paths)
    return [f"  git add -- {names}", f'  git commit -m "{subject}" -- {names}']


def quoted(path: str) -> str:
    """A path as a shell, on Windows too, wants it."""
    return path if re.fullmatch(r"[\w./:\\-]+", path) else f'"{path}"'
