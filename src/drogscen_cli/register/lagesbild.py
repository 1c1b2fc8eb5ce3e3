"""Lägesbild: platsen en viss dag, kartlagd och analyserad"""

from drogscen_cli.core.post import Deklaration, Post, optional, required
from drogscen_cli.core.scalars import Handelse, Langtext, Text


class Lagesbild(Post):
    """A dated picture of the place by the plan's four factors (plan § 1); never of anybody in it."""

    deklaration = Deklaration(
        titel="Lägesbild", plural="lägesbilder", prefix="LB", kolumner=("datum", "titel", "klassning")
    )

    datum: Handelse = required("Datum", "Dagen som lägesbilden gäller")
    titel: Text = required("Titel", "Till exempel Kartläggning våren 2023")
    omrade: Text | None = optional("Område", "Platsen som den gäller")
    kartlaggning: Langtext | None = optional("Kartläggning", "Vad som är känt om platsen och hur det togs fram")
    fysisk: Langtext | None = optional("Fysisk tillgänglighet", "Det i miljön som gör platsen tillgänglig")
    normer: Langtext | None = optional("Normer och attityder", "Hur platsen uppfattas och vad som är tillåtet där")
    sociala: Langtext | None = optional("Sociala faktorer", "Sociala förhållanden på platsen, aldrig en enskilds")
    individuella: Langtext | None = optional("Individuella faktorer", "Behov i gruppen, aldrig en enskilds")
    analys: Langtext | None = optional("Analys", "Slutsatser för valet av insatser")
    klassning: Text | None = optional("Klassning", "Polisens klassning, till exempel kvarstår eller upphört")
    kalla: Text | None = optional("Källa", "Varifrån uppgifterna kommer")
