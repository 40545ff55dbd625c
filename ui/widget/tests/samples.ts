// Responses as the server sends them.

export const ANSWERED = {
  id: "a1",
  question: "Hvad er it-projekternes problem?",
  understood: "Hvad er problemet for it-projekter?",
  answered: true,
  coverage: "full",
  answer: "Det gælder ledelse. [1]",
  parts: [
    { text: "Det gælder ledelse.", kind: "sentence", citations: [1] },
    { text: "Og det gælder tid.", kind: "sentence", citations: [1] },
    { text: "<b>Klare mål</b>", kind: "list_item", citations: [2, 2, 7] },
    { text: "Faste rammer", kind: "list_item", citations: [2] },
  ],
  citations: [
    citation(2, "<b>Klare mål</b>", 9),
    citation(1, "Det gælder ledelse. Og det gælder tid.", 8),
  ],
  confidence: 0.9,
  nearest: [],
  related: ["Hvem deltog?"],
};

export const REFUSED = {
  answered: false,
  coverage: "none",
  answer: "Det fremgår ikke af dokumentet.",
  parts: [],
  citations: [],
  nearest: [
    {
      rank: 1,
      score: 0.4,
      passage: {
        text: "Digitalisering koster.",
        document_title: "Whitepaper",
        section: ["Nutid"],
        page: 6,
        page_label: "6",
        url: "/api/v1/documents/w/file#page=6",
      },
    },
  ],
  related: [],
};

function citation(number: number, quote: string, page: number) {
  return {
    number,
    quote,
    passage_id: `p${number}`,
    document_id: "w",
    document_title: "Whitepaper",
    section: ["Nutid", "Ledelse"],
    page,
    page_label: String(page),
    start: 0,
    end: quote.length,
    url: `/api/v1/documents/w/file#page=${page}`,
  };
}
