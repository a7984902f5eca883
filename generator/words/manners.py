"""The pages that the law and good manners ask for: accessibility, privacy, what is in the archive, its quality."""

from __future__ import annotations

# --- about the archive ------------------------------------------------------------------------------

WHAT_IS_IN_IT = "Hvad der er i arkivet"
WHAT_IS_NOT = "Hvad der ikke er i arkivet"
HOLDS = (
    "Dagsordener, indstillinger, bilag og referater fra møderne i {organisation}, så vidt papirerne er åbne og lagt i "
    "arkivet. Lige nu: {meetings} fra {bodies} med {items}, {span}."
)
HOLDS_NOTHING_YET = "Arkivet har endnu ingen møder."
NOT_HELD = (
    "Lukkede punkter og bilag, også deres titler.",
    "Interne noter og kommentarer fra møderne.",
    "Punkter med et CPR-nummer: de bliver holdt tilbage.",
    "E-mailadresser og telefonnumre på private personer og sagsbehandlere: de er udeladt af teksten.",
    "Billeder, underskrifter og det, der kun findes som skannet billede uden tekst.",
    "Møder, som ingen har lagt i arkivet. Et møde, der mangler, kan være holdt.",
)
MORE_ABOUT = "Mere om arkivet"

# --- privacy ----------------------------------------------------------------------------------------

PRIVACY = "Privatliv"
PRIVACY_INTRO = "Arkivet gemmer intet om dig, når du læser det."
NOTHING_STORED = "Intet bliver gemt"
NOTHING_STORED_TEXT = (
    "Siderne sætter ingen cookies, gemmer intet i din browser og henter intet fra andre end arkivet selv. Der er ingen "
    "statistik, der følger dig. Det, du søger efter, bliver i din browser; det bliver ikke sendt nogen steder hen."
)
SERVER_LOG = (
    "Den server, der udleverer siderne, kan som alle servere føre en teknisk log over, hvilke sider der bliver hentet "
    "fra hvilken adresse. Den log hører ikke til arkivet; spørg {organisation}, hvordan den bliver ført."
)
PEOPLE = "Personer i papirerne"
PEOPLE_TEXT = (
    "Papirerne nævner politikere og ansatte ved navn, fordi de gør det i de åbne dagsordener og referater. CPR-numre "
    "bliver aldrig vist: et punkt, der rummer et, bliver holdt tilbage. E-mailadresser og telefonnumre på private "
    "personer og sagsbehandlere er udeladt af teksten; hvor der stod en, står der, at den er udeladt."
)
REMOVAL = "Bed om at få noget fjernet"
REMOVAL_TEXT = (
    "Står der noget om dig, som ikke burde stå her, så skriv eller ring og nævn sidens adresse. Når {organisation} "
    "tager noget ud, forsvinder det ved næste opdatering fra siden, søgningen og alle datafiler. På adressen står så "
    "kun, at punktet er fjernet, og hvornår."
)
REMOVAL_ELSEWHERE = "Kopier hos andre, for eksempel søgemaskiner, råder arkivet ikke over."
COMPLAIN = (
    "Du kan klage over behandlingen af personoplysninger til {authority}. Det er {organisation}, der er dataansvarlig."
)
DATATILSYNET = "Datatilsynet"
DATATILSYNET_ADDRESS = "https://www.datatilsynet.dk/"

# --- the accessibility statement --------------------------------------------------------------------

ACCESSIBILITY = "Tilgængelighedserklæring"
ACCESSIBILITY_INTRO = (
    "{organisation} forpligter sig til at gøre dette websted tilgængeligt efter lov om tilgængelighed af offentlige "
    "organers websteder og mobilapplikationer (webtilgængelighedsloven). Erklæringen gælder for {site}."
)
STATUS = "Overholdelsesstatus"
STATUS_PARTLY = (
    "Webstedet overholder delvist den harmoniserede standard EN 301 549 (WCAG 2.1, niveau AA). Det, der mangler, står "
    "herunder."
)
NOT_ACCESSIBLE = "Ikke-tilgængeligt indhold"
NOT_ACCESSIBLE_INTRO = "Følgende indhold er ikke fuldt tilgængeligt, fordi det er læst maskinelt fra mødernes papirer:"
NOT_ACCESSIBLE_LIST = (
    "Tabeller, hvor papiret ingen overskrifter har, mangler dem også her (1.3.1).",
    "Enkelte overskrifter og lister kan være læst som almindelig tekst, hvor papirets opsætning er uklar (1.3.1).",
    "Citater på andre sprog end dansk er ikke mærket med deres sprog (3.1.2).",
)
NOT_COVERED = "Indhold, der ikke er med på webstedet"
NOT_COVERED_TEXT = (
    "Tegninger, kort, fotografier og skannede sider findes kun i de oprindelige papirer. Bilag, hvor arkivet kun har "
    "navnet, siger det på deres side. Bed om dem hos {organisation}, der også kan udlevere dem i en tilgængelig form."
)
NO_BURDEN = "Intet indhold er undtaget med henvisning til en uforholdsmæssig stor byrde."
HOW_EVALUATED = "Sådan er erklæringen udarbejdet"
EVALUATED_TEXT = (
    "{organisation} har selv vurderet webstedet: med de automatiske prøver, som hver udgave af siderne bliver udsat "
    "for, og ved gennemgang med tastatur, ved 320 billedpunkters bredde og ved 200 procents forstørrelse."
)
STATEMENT_DATE = "Erklæringen er udarbejdet eller senest gennemgået den {date}."
NO_STATEMENT_DATE = "{organisation} har endnu ikke angivet, hvornår erklæringen er gennemgået."
YEARLY = "Den bliver gennemgået mindst en gang om året, og når der sker ændringer, som har betydning for den."
OFFICIAL = "Den samme erklæring hos Digitaliseringsstyrelsen:"
REPORT = "Giv besked, eller bed om indhold"
REPORT_TEXT = (
    "Oplever du noget, du ikke kan bruge, eller mangler du indhold i en form, der er tilgængelig for dig, så giv "
    "besked. Undlad fortrolige oplysninger som CPR-nummer og helbred."
)
IN_WRITING = "Skriftligt"
BY_TELEPHONE = "Telefon"
NO_CONTACT = "{organisation} har endnu ikke angivet en kontakt."
ENFORCEMENT = "Håndhævelse"
ENFORCEMENT_TEXT = (
    "{authority} fører tilsyn med, at offentlige myndigheder overholder webtilgængelighedsloven. Får du intet svar, "
    "eller er du ikke tilfreds med svaret, kan du henvende dig dertil."
)
DIGST = "Digitaliseringsstyrelsen"
DIGST_ADDRESS = "https://digst.dk/digital-inklusion/webtilgaengelighed/tilsyn/"

# --- data quality -----------------------------------------------------------------------------------

QUALITY = "Datakvalitet"
QUALITY_INTRO = (
    "Hvad arkivet har kunnet læse af hvert mødes papirer. Tallene er talt, da siderne blev lavet, og siger kun noget "
    "om papirer fra møder, der er vist."
)
PAGES_READ = "Sider"
LINES_READ = "Linjer"
LINES_WITHOUT_PLACE = "Linjer uden plads"
NOT_HELD_REFERENCES = "Ukendte henvisninger"
WITHHELD = "Ikke offentlige"
NAME_ONLY_ATTACHMENTS = "Bilag, kun navn"
COLUMNS_EXPLAINED: dict[str, str] = {
    PAGES_READ: "sider i papirerne; »–«, hvor filen ingen sider har.",
    LINES_READ: "linjer med tekst i papirerne; »–«, hvor punkterne er skrevet ind i hånden.",
    LINES_WITHOUT_PLACE: "linjer, som ikke passede på noget punkt eller bilag, og som derfor ikke er vist.",
    NOT_HELD_REFERENCES: "steder, hvor papirerne nævner et møde, punkt eller bilag, som arkivet ikke har.",
    NAME_ONLY_ATTACHMENTS: "bilag, som dagsordenen nævner, men hvis tekst ikke var i papirerne.",
    WITHHELD: "punkter på mødet, der ikke er offentlige. Kun antallet bliver vist.",
}
COLUMNS = "Hvad kolonnerne betyder"
NO_MEETINGS_READ = "Arkivet har endnu ingen møder."
TOTALS = "I alt"
NOT_COUNTED = "–"
