"""The catalogue of findings made while reading: the file (FIL), its YAML (YAML) and its fields (SCH)."""

from drogscen_cli.core.fynd import Allvar, Regel

FIL01 = Regel(
    "FIL01",
    Allvar.FEL,
    "Filen är inte sparad som UTF-8",
    "Andra teckenkodningar gör å, ä och ö oläsliga för andra program.",
    "Spara om filen med teckenkodningen UTF-8.",
)
FIL02 = Regel(
    "FIL02",
    Allvar.FEL,
    "Filen innehåller nolltecken",
    "Nolltecken finns inte i text. Filen är skadad eller något annat än en textfil.",
    "Återställ filen från git eller från en säkerhetskopia.",
)
FIL03 = Regel(
    "FIL03",
    Allvar.FEL,
    "Filen är tom",
    "En post utan uppgifter går inte att läsa.",
    "Fyll i postens uppgifter, eller ta bort filen om den inte behövs.",
)
FIL04 = Regel(
    "FIL04",
    Allvar.FEL,
    "Filen har en olöst konflikt från git",
    "Två versioner av samma rader står i filen, och den går inte att läsa förrän en har valts.",
    "Behåll de rader som gäller och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>.",
)
FIL05 = Regel(
    "FIL05",
    Allvar.FEL,
    "Filen är för stor",
    "En post är på några kilobyte. Större filer än två megabyte läses inte.",
    "Dela upp posten på flera, eller lägg bilagan utanför posten och hänvisa till den.",
)
FIL06 = Regel(
    "FIL06",
    Allvar.FEL,
    "Filen kan inte läsas",
    "Operativsystemet lämnar inte ut filen: den kan vara låst, skyddad eller ligga kvar i molnet.",
    "Stäng program som håller filen öppen, kontrollera behörigheten eller hämta hem filen från molnet.",
)
FIL07 = Regel(
    "FIL07",
    Allvar.FEL,
    "Fil och mapp är förväxlade",
    "Varje post är en vanlig fil, och varje register med flera poster är en mapp.",
    "Flytta innehållet dit det hör och ta bort det som står i vägen.",
)
FIL08 = Regel(
    "FIL08",
    Allvar.FEL,
    "Filen är en länk",
    "Länkar kan leda utanför projektet och följs därför inte.",
    "Ersätt länken med filen som den pekar på.",
)
FIL09 = Regel(
    "FIL09",
    Allvar.FEL,
    "Filen ser ut som en kopia",
    "Synkroniseringsprogram skapar kopior när två personer har ändrat samma fil. Kopian läses inte.",
    "Jämför kopian med originalet, för över det som saknas till originalet och ta bort kopian.",
)
FIL10 = Regel(
    "FIL10",
    Allvar.FEL,
    "Filen har fel namn",
    "Filens namn är postens id: registrets bokstäver, ett bindestreck, minst tre siffror och .yaml.",
    "Byt namn på filen.",
)
FIL11 = Regel(
    "FIL11",
    Allvar.VARNING,
    "Okänd fil eller mapp",
    "Det som inte hör till något register läses inte.",
    "Rätta namnet, eller flytta filen eller mappen från projekt/.",
)

YAML01 = Regel(
    "YAML01",
    Allvar.FEL,
    "Filen är inte giltig YAML",
    "Det som inte följer YAML kan inte läsas.",
    "Skriv varje uppgift som nyckel: värde på en egen rad.",
)
YAML02 = Regel(
    "YAML02",
    Allvar.FEL,
    "Tabb som indrag",
    "YAML tillåter bara mellanslag som indrag.",
    "Byt tabbarna i radens början mot mellanslag.",
)
YAML03 = Regel(
    "YAML03",
    Allvar.FEL,
    "Fel indrag",
    "Indraget visar vilka rader som hör ihop.",
    "Ge raden samma indrag som de andra raderna på samma nivå.",
)
YAML04 = Regel(
    "YAML04",
    Allvar.FEL,
    "Kolon i text utan citattecken",
    "Kolon följt av mellanslag skiljer en nyckel från dess värde.",
    'Sätt citattecken runt texten: "text: mer text".',
)
YAML05 = Regel(
    "YAML05",
    Allvar.FEL,
    "Citattecken som inte går ihop",
    "En text som börjar med citattecken slutar vid nästa likadana citattecken.",
    "Avsluta texten med samma citattecken som den börjar med. Skriv '' för en apostrof mellan '…'.",
)
YAML06 = Regel(
    "YAML06",
    Allvar.FEL,
    "Klammer eller komma saknas",
    "Det som börjar med [ slutar med ], det som börjar med { slutar med }, och delarna skiljs åt med komma.",
    "Lägg till det som saknas. Sätt citattecken runt text som innehåller komma, [ ] eller { }.",
)
YAML07 = Regel(
    "YAML07",
    Allvar.FEL,
    "Kolon eller mellanslaget efter kolon saknas",
    "En nyckel följs av kolon och mellanslag.",
    "Skriv nyckel: värde, med mellanslag efter kolon.",
)
YAML08 = Regel(
    "YAML08",
    Allvar.FEL,
    "Värdet börjar med ett otillåtet tecken",
    "Tecken som @, ` och % har egen betydelse i YAML när de står först.",
    "Sätt citattecken runt hela värdet.",
)
YAML09 = Regel(
    "YAML09",
    Allvar.FEL,
    "Okänt tecken efter omvänt snedstreck",
    'Mellan "…" inleder omvänt snedstreck ett specialtecken.',
    "Skriv två omvända snedstreck (\\\\), eller byt \"…\" mot '…'.",
)
YAML10 = Regel(
    "YAML10",
    Allvar.FEL,
    "Tagg i filen",
    "Ett värde som börjar med utropstecken är en tagg, en instruktion till datorn, och läses inte.",
    "Ta bort taggen, eller sätt citattecken runt hela texten.",
)
YAML11 = Regel(
    "YAML11",
    Allvar.FEL,
    "Ankare eller alias i filen",
    "Ett värde som börjar med & eller * är en hänvisning inom filen, och sådana läses inte.",
    "Skriv ut värdet där det behövs, eller sätt citattecken runt hela texten.",
)
YAML12 = Regel(
    "YAML12",
    Allvar.FEL,
    "Sammanslagning med << i filen",
    "Nyckeln << hämtar uppgifter från ett annat ställe, och då syns inte vad posten innehåller.",
    "Skriv ut uppgifterna.",
)
YAML13 = Regel(
    "YAML13",
    Allvar.FEL,
    "Flera dokument eller direktiv i filen",
    "En fil är en post. Rader med --- eller ... delar filen, och rader som börjar med % är direktiv.",
    "Ta bort raden, eller flytta det som följer till en egen fil.",
)
YAML14 = Regel(
    "YAML14",
    Allvar.FEL,
    "För många nivåer",
    "En post har några få nivåer. Mer än 20 läses inte.",
    "Förenkla innehållet.",
)
YAML15 = Regel(
    "YAML15",
    Allvar.FEL,
    "Nyckeln är inte ett ord",
    "En nyckel är ett ord följt av kolon, aldrig en lista, en grupp eller tom.",
    "Skriv nyckeln som ett ord, eller sätt citattecken runt texten.",
)
YAML16 = Regel(
    "YAML16",
    Allvar.FEL,
    "Styrtecken i filen",
    "Osynliga styrtecken hör inte hemma i text och kan dölja vad som står.",
    "Ta bort tecknet.",
)
YAML17 = Regel(
    "YAML17",
    Allvar.FEL,
    "Textblocket börjar fel",
    "Efter | eller > ska texten börja på nästa rad, med indrag.",
    "Flytta texten till nästa rad, eller sätt citattecken runt en text som ska börja med | eller >.",
)

SCH01 = Regel(
    "SCH01",
    Allvar.FEL,
    "Okänd nyckel",
    "Uppgifter under en nyckel som ingen känner till kommer aldrig med i kontroller och rapporter.",
    "Rätta stavningen eller ta bort raden.",
)
SCH02 = Regel(
    "SCH02",
    Allvar.FEL,
    "Uppgift saknas",
    "Posten går inte att använda utan uppgiften.",
    "Lägg till uppgiften.",
)
SCH03 = Regel(
    "SCH03",
    Allvar.FEL,
    "Fel värde",
    "Värdet är inte av det slag som fältet tar emot.",
    "Skriv ett värde som fältet tar emot.",
)
SCH04 = Regel(
    "SCH04",
    Allvar.FEL,
    "Samma nyckel två gånger",
    "Två värden för samma uppgift: det går inte att veta vilket som gäller.",
    "Behåll en av raderna.",
)
SCH05 = Regel(
    "SCH05",
    Allvar.FEL,
    "Datum som inte finns",
    "Dagen finns inte i kalendern.",
    "Skriv ett datum som finns, som ÅÅÅÅ-MM-DD.",
)
SCH06 = Regel(
    "SCH06",
    Allvar.FEL,
    "Hänvisning till något som inte finns",
    "En hänvisning måste leda till en post, en rad i en lista, en person, en roll eller en grupp.",
    "Rätta hänvisningen, eller lägg till det som den pekar på.",
)
SCH07 = Regel(
    "SCH07",
    Allvar.FEL,
    "Samma nr, datum eller nyckel två gånger i en lista",
    "Raden i en lista känns igen på sin nyckel, och den får bara finnas en gång.",
    "Ge den ena raden en egen nyckel.",
)
SCH08 = Regel(
    "SCH08",
    Allvar.FEL,
    "Nyckel skriven med å, ä eller ö",
    "Nycklar skrivs utan prickar och ringar, så att de fungerar i alla program.",
    "Skriv a i stället för å och ä, och o i stället för ö.",
)
SCH09 = Regel(
    "SCH09",
    Allvar.FEL,
    "Id upprepat i filen",
    "Filens namn är postens id. Står det också i filen kan de två säga olika saker.",
    "Ta bort raden.",
)

ALLA: tuple[Regel, ...] = (
    *(FIL01, FIL02, FIL03, FIL04, FIL05, FIL06, FIL07, FIL08, FIL09, FIL10, FIL11),
    *(YAML01, YAML02, YAML03, YAML04, YAML05, YAML06, YAML07, YAML08, YAML09),
    *(YAML10, YAML11, YAML12, YAML13, YAML14, YAML15, YAML16, YAML17),
    *(SCH01, SCH02, SCH03, SCH04, SCH05, SCH06, SCH07, SCH08, SCH09),
)
"""Every rule of this module, in the order in which ``drogscen regel`` lists them."""

_BY_ID = {regel.id: regel for regel in ALLA}


def by_id(ident: str) -> Regel:
    """The rule with this id; ``KeyError`` when this catalogue has none."""
    return _BY_ID[ident]
