"""Texts that the law requires of a public site: its accessibility statement and its privacy page.

The statement follows Digitaliseringsstyrelsen's standard form (lov nr. 692 af 8. juni 2018 om tilgængelighed af
offentlige organers websteder og mobilapplikationer).
"""

from datetime import date

from ingest.text import Text

ACCESSIBILITY_PATH = Text("tilgaengelighed", "accessibility")
PRIVACY_PATH = Text("privatliv", "privacy")
REVIEWED = date(2026, 11, 24)
"""The day the accessibility statement was last checked against the page."""

AUTHORITY_URL = Text(
    "https://digst.dk/digital-inklusion/webtilgaengelighed/",
    "https://en.digst.dk/digital-inclusion/web-accessibility/",
)
DPA_URL = Text("https://www.datatilsynet.dk/", "https://www.datatilsynet.dk/english")

COMMITMENT = Text(
    "{owner} er forpligtet til at gøre dette websted tilgængeligt efter lov om tilgængelighed af offentlige organers "
    "websteder og mobilapplikationer. Erklæringen gælder for webstedet Rundbord.",
    "{owner} is committed to making this website accessible under the Danish act on accessibility of public sector "
    "bodies’ websites and mobile applications. This statement applies to the website Rundbord.",
)
OWNER_UNKNOWN = Text("Den myndighed, der driver dette websted,", "The authority that runs this website")
STATUS_HEADING = Text("Status for overholdelse", "Compliance status")
STATUS = Text(
    "Webstedet overholder delvist EN 301 549 (WCAG 2.2, niveau A og AA). Det, der ikke er tilgængeligt, er nævnt "
    "nedenfor.",
    "This website is partially compliant with EN 301 549 (WCAG 2.2, levels A and AA). What is not accessible is named "
    "below.",
)
KNOWN_HEADING = Text("Indhold, der ikke er tilgængeligt", "Non-accessible content")
KNOWN = (
    Text(
        "Figurer i dokumenterne gengives kun med den tekst, der står i dem. Sammenhængen mellem en figurs dele "
        "fremgår ikke (WCAG 1.1.1 og 1.3.1).",
        "Figures of the documents are shown only by the words in them. How the parts of a figure belong together is "
        "not conveyed (WCAG 1.1.1 and 1.3.1).",
    ),
    Text(
        "Spørgefeltet kræver JavaScript. Dokumenternes sider kan læses uden.",
        "The question field needs JavaScript. The pages of the documents can be read without.",
    ),
    Text(
        "Fremmedsprogede ord inde i et citat er ikke mærket med deres sprog (WCAG 3.1.2).",
        "Foreign words within a quote are not marked with their language (WCAG 3.1.2).",
    ),
)
METHOD_HEADING = Text("Sådan er erklæringen lavet", "Preparation of this statement")
METHOD = Text(
    "Erklæringen bygger på en selvevaluering: automatiske prøver med axe-core og pa11y på hver af sidens "
    "tilstande, og prøver af tastatur, 320 pixels bredde, 200 % forstørrelse, større tekstafstand, mørk visning, "
    "tvungne farver og reduceret bevægelse. Brugere med skærmlæser har ikke prøvet siden endnu. Den blev "
    "senest gennemgået {date}.",
    "The statement rests on a self-assessment: automatic tests with axe-core and pa11y on each state of the page, "
    "and tests of keyboard, 320 pixels’ width, 200 % zoom, wider text spacing, dark display, forced colours and "
    "reduced motion. No users of screen readers have tried the page yet. It was last reviewed on {date}.",
)
CONTACT_HEADING = Text("Tilbagemelding og kontakt", "Feedback and contact")
CONTACT = Text(
    "Har du problemer med at bruge siden, eller har du brug for indholdet i et andet format, kan du henvende dig her:",
    "If you have trouble using this page, or need its content in another format, you can turn to:",
)
CONTACT_UNKNOWN = Text(
    "Har du problemer med at bruge siden, eller har du brug for indholdet i et andet format, så henvend dig til den "
    "myndighed, der driver webstedet.",
    "If you have trouble using this page, or need its content in another format, turn to the authority that runs this "
    "website.",
)
ENFORCEMENT_HEADING = Text("Håndhævelse", "Enforcement")
ENFORCEMENT = Text(
    "Er du ikke tilfreds med svaret på din henvendelse, kan du klage til Digitaliseringsstyrelsen, som fører tilsyn "
    "med loven:",
    "If you are not satisfied with the reply, you can complain to the Danish Agency for Digital Government, which "
    "supervises the act:",
)
AUTHORITY = Text("Digitaliseringsstyrelsen", "Danish Agency for Digital Government")

PRIVACY_LEAD = Text(
    "Rundbord gemmer ikke dine spørgsmål, og intet af det, du skriver, sendes til andre. Din browser taler ikke med "
    "fremmede.",
    "Rundbord does not store your questions, and nothing that you write is sent to others. Your browser contacts no "
    "third party.",
)
BROWSER_HEADING = Text("I din browser", "In your browser")
BROWSER = Text(
    "Samtalen og det, du er ved at skrive, ligger i fanens eget lager (sessionStorage), så den overlever, at siden "
    "genindlæses. Den forsvinder, når fanen lukkes, eller når du vælger »Slet samtalen«.",
    "The conversation and what you are writing are in the tab’s own storage (sessionStorage), so that they survive a "
    "reload. They are gone when the tab is closed or you choose “Delete the conversation”.",
)
NO_COOKIES = Text("Siden sætter ingen cookies.", "The page sets no cookies.")
LOGIN_COOKIE = Text(
    "Du logger ind hos jeres organisation. Én cookie husker, at du er logget ind; den slettes, når du logger ud, og "
    "gælder højst otte timer. Den rummer en hash af dit id hos organisationen og dine grupper, ikke dit navn. Der er "
    "ingen andre.",
    "You log in with your organisation. One cookie remembers that you are logged in; it is deleted when you log out "
    "and lasts eight hours at most. It holds a hash of your id there and your groups, not your name. It is the only "
    "one.",
)
LOGIN_PROVIDER = Text(
    "Kun når du logger ind, taler din browser og serveren med organisationens login; det får ikke dine spørgsmål.",
    "Only when you log in do your browser and the server talk to the organisation’s login; it gets no questions.",
)
SERVER_HEADING = Text("På serveren", "On the server")
SERVER = Text(
    "Et spørgsmål og dets svar er i serverens arbejdshukommelse, mens det besvares, og i højst en time efter, at fanen "
    "er lukket. Det skrives ikke til disk eller log. Serveren kan tælle, hvor mange spørgsmål der besvares og afvises, "
    "og hvilke afsnit de ligger nærmest: kun tal, hverken spørgsmålene eller hvem der spurgte.",
    "A question and its answer are in the server’s memory while it is answered, and at most one hour after the tab is "
    "closed. They are not written to disk or log. The server may count how many questions are answered and refused, "
    "and which sections they come nearest to: numbers only, neither the questions nor who asked.",
)
FEEDBACK_HEADING = Text("Når du svarer på »Hjalp svaret?«", "When you reply to “Was the answer useful?”")
FEEDBACK = Text(
    "Kun da gemmes noget: spørgsmålet, hvad du svarede, og din kommentar, i en SQLite-fil på serveren, så svarene kan "
    "blive bedre. CPR-numre, e-mailadresser og telefonnumre skjules, før der gemmes, og vi gemmer hverken navn eller "
    "IP-adresse. Efter {count} dage slettes det.",
    "Only then is something stored: the question, your reply and your comment, in an SQLite file on the server, so "
    "that answers can become better. CPR numbers, e-mail addresses and telephone numbers are masked before that, and "
    "neither name nor IP address is stored. It is deleted after {count} days.",
)
NO_FEEDBACK = Text(
    "På denne server kan man ikke give feedback, og der gemmes intet af det, du skriver.",
    "This server takes no feedback, and stores nothing of what you write.",
)
RIGHTS_HEADING = Text("Dine rettigheder", "Your rights")
RIGHTS = Text(
    "Spørg den myndighed, der driver webstedet, hvis du vil vide, hvad der er gemt, eller have noget slettet. "
    "Du kan klage til Datatilsynet:",
    "Ask the authority that runs this website if you want to know what is stored, or have something "
    "deleted. You can complain to the Danish Data Protection Agency:",
)
DPA = Text("Datatilsynet", "Danish Data Protection Agency")
