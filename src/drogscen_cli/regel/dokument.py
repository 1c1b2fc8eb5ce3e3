"""Rules on the project's documents and their registration."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from drogscen_cli.core.fynd import Allvar, Fynd
from drogscen_cli.core.personuppgift import shown
from drogscen_cli.core.plikt import Bevis, Plikt
from drogscen_cli.core.swedish import day_long, listing
from drogscen_cli.projekt import Projekt
from drogscen_cli.regel import Laget, Slag, regel
from drogscen_cli.register.dokument import Dokument, Handlingsstatus

DIARIEFORING = Slag("diarieföring", ("dokument", "dokument"), Dokument)
_OFFICIAL = (Handlingsstatus.UPPRATTAD, Handlingsstatus.INKOMMEN)


@regel("DOK01", Allvar.FEL, harnast="drogscen dokument add")
def styrdokument_diarieforda(laget: Laget) -> Iterator[Plikt | Fynd]:
    """Planens styrdokument är diarieförda

    Vart och ett av de dokument som planen räknar upp ska finnas i registret med diarienummer. Det ska vara diariefört
    inom så många dagar från projektets första dag som kravet anger. Anger kravet inga dagar är det oavgjort så länge
    dokumentet saknas.

    Åtgärda: För in dokumentet: drogscen dokument add --styrdokument … --dnr … --diariefort ÅÅÅÅ-MM-DD.
    """
    if not laget.plan.styrdokument:
        atgarda = "Räkna upp dem: drogscen projektplan styrdokument add."
        yield laget.oavgjord(laget.kravplats, "planen räknar inte upp några styrdokument", atgarda)
    bevis: dict[str, list[Bevis]] = defaultdict(list)
    for dokument in laget.projekt.alla(Dokument):
        if dokument.styrdokument and (dag := _registered(laget.projekt, dokument)) and dag <= laget.dag:
            bevis[dokument.styrdokument].append(Bevis(dokument.id, dag))
    absent = []
    for styrdokument in laget.plan.styrdokument:
        found = tuple(bevis[styrdokument.nyckel])
        if laget.krav.dagar is not None:
            senast = laget.plan.period.start + timedelta(days=laget.krav.dagar)
            yield laget.plikt(DIARIEFORING, styrdokument.titel, senast, found)
        elif found:
            yield laget.plikt(DIARIEFORING, styrdokument.titel, min(each.dag for each in found), found)
        else:
            absent.append(styrdokument.titel)
    if absent:
        word = "diariefört" if len(absent) == 1 else "diarieförda"
        text = f"{listing(absent)} är inte {word}, och planen anger inte när det senast ska vara gjort"
        yield laget.oavgjord(laget.kravplats, text, laget.regel.atgarda)


def _registered(projekt: Projekt, dokument: Dokument) -> date | None:
    """The day the document was registered, which may still be to come; None where it has no number."""
    original = (projekt.ursprung or projekt).poster[Dokument.register()][dokument.id]
    diariefort = original.diariefort if isinstance(original, Dokument) else None
    return (diariefort or dokument.datum) if dokument.dnr else None


@regel("DOK02", Allvar.FEL)
def dokument_diarieforda(laget: Laget) -> Iterator[Fynd]:
    """Upprättade och inkomna dokument är diarieförda och har en kategori

    Ett dokument som är upprättat eller inkommet ska ha diarienummer, genast eller inom så många dagar från dokumentets
    dag som kravet anger. Varje dokument ska ha en av planens dokumentkategorier, om planen har några. Arbetsmaterial
    behöver inget diarienummer.

    Åtgärda: Ange det som saknas: drogscen dokument edit D-… --dnr … --kategori ….
    """
    for dokument in laget.projekt.alla(Dokument):
        if dokument.status in _OFFICIAL and dokument.status:
            senast = dokument.datum + timedelta(days=laget.krav.dagar or 0)
            done = _registered(laget.projekt, dokument)
            if (done is None or laget.dag < done) and (senast < laget.dag or laget.krav.dagar is None):
                where = laget.projekt.stalle(dokument, "status")
                day = day_long(dokument.datum)
                yield laget.fynd(where, f"{dokument.id} ({dokument.status.titel} {day}) saknar diarienummer")
        if dokument.kategori is None and laget.plan.dokumentkategori:
            yield laget.fynd(laget.projekt.stalle(dokument), f"{dokument.id} har ingen dokumentkategori")


@regel("DOK03", Allvar.FEL)
def handlingen_ar_oforandrad(laget: Laget) -> Iterator[Fynd]:
    """Dokumentens filer är oförändrade

    Ett dokument kan ange sin fil och filens kontrollsumma (sha256). Filen ska finnas, och den ska inte ha ändrats sedan
    summan skrevs in. Det går inte att avgöra om det inte finns någon kontrollsumma, eller om filen inte läses: länkar
    och mappar läses inte, och inte heller filer större än 2 megabyte.

    Åtgärda: Lägg tillbaka den rätta filen. Är det en ny version, för in den som ett nytt dokument: drogscen dokument
    add.
    """
    for dokument in laget.projekt.alla(Dokument):
        fil = dokument.handling
        if fil is None:
            continue
        where = laget.projekt.stalle(dokument, "handling")
        hashed = laget.projekt.hashar.get(fil)
        if hashed is None:
            yield laget.fynd(where, f"{dokument.id}: filen {shown(fil)} finns inte")
        elif dokument.sha256 is None:
            atgarda = f"Ange summan: drogscen dokument edit {dokument.id} --sha256 …."
            yield laget.oavgjord(where, f"{dokument.id} har ingen kontrollsumma för {shown(fil)}", atgarda)
        elif not hashed:
            text = f"{dokument.id}: kontrollsumman är inte prövad, för {shown(fil)} går inte att läsa"
            yield laget.oavgjord(where, text, "Jämför filens sha256 för hand.")
        elif hashed != dokument.sha256.strip().lower():
            where = laget.projekt.stalle(dokument, "sha256")
            yield laget.fynd(where, f"{dokument.id}: {shown(fil)} har ändrats sedan kontrollsumman skrevs in")
