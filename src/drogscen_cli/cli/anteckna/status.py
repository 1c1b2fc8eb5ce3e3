"""The round of status reports, and whether the activity plan was gone through."""

from drogscen_cli.actions.mote import anteckning
from drogscen_cli.actions.mote.steg import Steg, rapporterande
from drogscen_cli.cli.anteckna.skrivare import Skrivare
from drogscen_cli.cli.fragor import Fraga, ask, yes_or_no
from drogscen_cli.register.statusrapport import Statusdel


def status(skrivare: Skrivare, steg: Steg) -> bool:
    """Asks for one field of what a group or a member reports."""
    groups = rapporterande(skrivare.projekt, skrivare.mote, skrivare.dag)
    info = Statusdel.model_fields[steg.falt]
    place = f"Status {groups.index(steg.grupp) + 1}/{len(groups)} {skrivare.projekt.vem(steg.grupp)}"
    fraga = Fraga(f"{place}, {(info.title or steg.falt).lower()}", (f"{info.description}.",))

    def store(answer: str) -> None:
        given = {steg.falt: answer}
        skrivare.skriv(lambda bord: anteckning.rapporterat(bord, skrivare.ident, steg.grupp, skrivare.dag, given))

    ask(skrivare.session, fraga, store)
    return True


def aktivitetsplan(skrivare: Skrivare, _: Steg) -> bool:
    """Asks whether the activity plan was gone through; Enter: not answered yet."""
    fraga = Fraga("Aktivitetsplanen genomgången? (j/n)", ("Enter: frågan ställs igen.",))
    answer = ask(skrivare.session, fraga, yes_or_no)
    if answer is not None:
        word = "ja" if answer else "nej"
        skrivare.skriv(
            lambda bord: anteckning.falt_satt(bord, skrivare.ident, "aktivitetsplan", word, "aktivitetsplanen")
        )
    return True
