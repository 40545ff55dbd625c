"""The HTML report's Danish texts; JSON and the terminal use the English names."""

from eval.exam.failures import Reason
from eval.exam.figures import Figure

FIGURES = {
    Figure.RECALL: "Fundet blandt fem",
    Figure.HIT: "Noget fundet blandt fem",
    Figure.NDCG: "Rækkefølge (nDCG@10)",
    Figure.MRR: "Første rigtige (MRR@10)",
    Figure.FACTS: "Oplysninger med i svaret",
    Figure.CITATION_PRECISION: "Rigtige blandt citaterne",
    Figure.CITATION_RECALL: "Steder citeret",
    Figure.REFUSED: "Afvist med urette",
}

MEANINGS = {
    Figure.RECALL: "Den del af de rigtige steder, som de første fem fund rummer.",
    Figure.HIT: "Den del af spørgsmålene, hvor mindst ét rigtigt sted er blandt de første fem fund.",
    Figure.NDCG: "1, når de rigtige steder står øverst blandt ti fund.",
    Figure.MRR: "1 delt med pladsen for det første rigtige fund blandt ti.",
    Figure.FACTS: "Den del af de ventede oplysninger, som svarets citater rummer; en afvisning rummer ingen.",
    Figure.CITATION_PRECISION: "Den del af et svars citater, som er et af de rigtige steder.",
    Figure.CITATION_RECALL: "Den del af de rigtige steder, som svaret citerer.",
    Figure.REFUSED: "Den del af spørgsmålene, som ikke fik svar, selv om dokumentet svarer.",
}

KINDS = {
    "all": "Alle",
    "direct": "Med dokumentets ord",
    "paraphrase": "Med egne ord",
    "fact": "Enkelt oplysning",
    "list": "Hele listen",
    "keyword": "Et par søgeord",
    "misspelt": "Med slåfejl",
    "story": "Lang fortælling",
    "followup": "Opfølgning",
    "multi_section": "På tværs af afsnit",
    "language": "På andre sprog",
    "contrast": "Kontrastpar",
    "near": "Lige ved siden af",
    "far": "Om noget andet",
    "adversarial": "Forsøg på at narre",
}

LANGUAGES = {
    "da": "Dansk",
    "en": "Engelsk",
    "sv": "Svensk",
    "no": "Norsk",
    "nb": "Norsk",
    "nn": "Nynorsk",
    "de": "Tysk",
    "mixed": "Blandet",
}

REASONS = {
    Reason.ALTERED: "et citat er ikke sidens tekst",
    Reason.REFUSED: "afvist, selv om dokumentet svarer",
    Reason.ANSWERED: "besvaret, selv om dokumentet ikke svarer",
    Reason.NOT_FOUND: "de første fem fund mangler noget af det rigtige",
    Reason.NOT_CITED: "intet citat er et af de rigtige steder",
    Reason.FACTS: "oplysninger mangler",
}


def number(value: float, decimals: int = 3) -> str:
    """Write a number with a decimal comma."""
    return f"{value:.{decimals}f}".replace(".", ",")
