// Every word that people see, Danish beside English.

export type Language = "da" | "en";

/** The widget does not know how many documents there are: what it says is true of one and of many. */
export interface Texts {
  readonly language: Language;
  readonly heading: string;
  readonly question: string;
  readonly ask: string;
  readonly notice: string;
  readonly keys: string;
  readonly remaining: (count: number) => string;
  readonly empty: string;
  readonly working: string;
  readonly arriving: string;
  readonly stop: string;
  readonly stopped: string;
  readonly launch: string;
  readonly close: string;
  readonly understood: string;
  readonly answered: (sources: number) => string;
  readonly refused: string;
  readonly partial: string;
  readonly inContext: string;
  readonly loadingContext: string;
  readonly noContext: string;
  readonly useful: string;
  readonly yes: string;
  readonly no: string;
  readonly thanks: string;
  readonly comment: (useful: boolean) => string;
  readonly commentHint: string;
  readonly send: string;
  readonly thanksComment: string;
  readonly feedbackLate: string;
  readonly feedbackFailed: string;
  readonly feedbackOff: string;
  readonly sources: string;
  /** `title` is null where one document says all. */
  readonly source: (number: number, page: string | null, title: string | null) => string;
  readonly page: (page: string) => string;
  readonly open: (page: string | null) => string;
  readonly newTab: string;
  readonly back: string;
  readonly nearest: string;
  readonly related: string;
  readonly earlier: (count: number) => string;
  readonly clear: string;
  readonly cleared: string;
  readonly accessibility: string;
  readonly failed: string;
  readonly retry: string;
  readonly noServer: string;
  readonly timeout: string;
  readonly unreachable: string;
  readonly malformed: string;
  readonly origin: (origin: string) => string;
  readonly tooLong: string;
  readonly invalid: string;
  readonly tooMany: string;
  readonly overloaded: string;
  readonly wait: (seconds: number) => string;
  readonly unauthorised: string;
  readonly status: (status: number) => string;
}

function inTime(seconds: number, second: string, plural: string, minute: string, minutes: string): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? second : plural}`;
  const whole = Math.ceil(seconds / 60);
  return `${whole} ${whole === 1 ? minute : minutes}`;
}

const da: Texts = {
  language: "da",
  heading: "Stil et spørgsmål",
  question: "Dit spørgsmål",
  ask: "Spørg",
  notice: "Du skriver til et automatisk system. Det citerer ordret og kan tage fejl, så følg kilderne.",
  keys: "Enter sender. Skift + Enter giver en ny linje.",
  remaining: (count) => `Højst ${count} tegn tilbage.`,
  empty: "Skriv et spørgsmål først.",
  working: "Leder efter svaret …",
  arriving: "Svaret kommer …",
  stop: "Stop",
  stopped: "Stoppet. Dit spørgsmål står stadig i feltet.",
  launch: "Stil et spørgsmål",
  close: "Luk",
  understood: "Forstået som",
  answered: (sources) => `Svaret er klar med ${sources} ${sources === 1 ? "kilde" : "kilder"}.`,
  refused: "Spørgsmålet fik ikke svar. De nærmeste steder er vist.",
  partial: "Spørgsmålet bliver kun delvist besvaret.",
  inContext: "Citatet, som det står på siden",
  loadingContext: "Henter siden …",
  noContext: "Siden kunne ikke hentes, så kun citatet vises.",
  useful: "Hjalp svaret?",
  yes: "Ja",
  no: "Nej",
  thanks: "Tak. Det er gemt.",
  comment: (useful) => (useful ? "Hvad var godt? (valgfrit)" : "Hvad manglede? (valgfrit)"),
  commentHint: "Skriv ikke personoplysninger.",
  send: "Send kommentar",
  thanksComment: "Tak for kommentaren.",
  feedbackLate: "Det er for længe siden til at blive gemt. Stil spørgsmålet igen.",
  feedbackFailed: "Det kunne ikke gemmes. Prøv igen om lidt.",
  feedbackOff: "Serveren tager ikke imod tilbagemeldinger. Intet er gemt.",
  sources: "Kilder",
  source: (number, page, title) => [`Kilde ${number}`, title, page && `side ${page}`].filter(Boolean).join(", "),
  page: (page) => `side ${page}`,
  open: (page) => (page ? `Se side ${page} i dokumentet` : "Se stedet i dokumentet"),
  newTab: "(åbner i ny fane)",
  back: "Tilbage til svaret",
  nearest: "Det nærmeste, der står",
  related: "Spørg videre",
  earlier: (count) => `Tidligere svar (${count})`,
  clear: "Ryd spørgsmål og svar",
  cleared: "Spørgsmål og svar er ryddet.",
  accessibility: "Tilgængelighedserklæring",
  failed: "Der kom ikke noget svar",
  retry: "Prøv igen",
  noServer: "Siden siger ikke, hvor svarene skal hentes. Redaktøren skal angive serverens adresse.",
  timeout: "Serveren svarede ikke inden for 20 sekunder. Dit spørgsmål står stadig i feltet.",
  unreachable:
    "Serveren kan ikke nås. Tjek, om du er på nettet, og prøv igen. Dit spørgsmål står stadig i feltet.",
  malformed: "Serverens svar kunne ikke læses. Dit spørgsmål står stadig i feltet.",
  origin: (origin) =>
    `Serveren tager ikke imod spørgsmål fra ${origin}, for siden står ikke på serverens liste. ` +
    "Sidens redaktør skal bede serverens ejer om at føje den til.",
  tooLong: "Spørgsmålet er for langt. Gør det kortere, og prøv igen.",
  invalid: "Serveren kunne ikke bruge spørgsmålet. Skriv det om, og prøv igen.",
  tooMany: "Der er stillet for mange spørgsmål på kort tid. Vent lidt, og prøv igen.",
  overloaded: "Serveren har for travlt lige nu. Vent lidt, og prøv igen.",
  wait: (seconds) => `Prøv igen om ${inTime(seconds, "sekund", "sekunder", "minut", "minutter")}.`,
  unauthorised: "Serveren kræver adgang, som siden ikke har. Sidens redaktør kan spørge serverens ejer.",
  status: (status) => `Serveren meldte en fejl (${status}). Dit spørgsmål står stadig i feltet.`,
};

const en: Texts = {
  language: "en",
  heading: "Ask a question",
  question: "Your question",
  ask: "Ask",
  notice: "You are writing to an automatic system. It quotes word for word and can miss, so check the sources.",
  keys: "Enter sends. Shift + Enter starts a new line.",
  remaining: (count) => `At most ${count} characters left.`,
  empty: "Write a question first.",
  working: "Looking for the answer …",
  arriving: "The answer is coming …",
  stop: "Stop",
  stopped: "Stopped. Your question is still in the field.",
  launch: "Ask a question",
  close: "Close",
  understood: "Understood as",
  answered: (sources) => `The answer is ready with ${sources} ${sources === 1 ? "source" : "sources"}.`,
  refused: "The question was not answered. The nearest passages are shown.",
  partial: "The question is answered only in part.",
  inContext: "The quote as it stands on the page",
  loadingContext: "Fetching the page …",
  noContext: "The page could not be fetched, so only the quote is shown.",
  useful: "Was the answer useful?",
  yes: "Yes",
  no: "No",
  thanks: "Thank you. It is saved.",
  comment: (useful) => (useful ? "What was good? (optional)" : "What was missing? (optional)"),
  commentHint: "Please write no personal data.",
  send: "Send comment",
  thanksComment: "Thank you for the comment.",
  feedbackLate: "It is too long ago to be saved. Ask the question again.",
  feedbackFailed: "It could not be saved. Try again in a while.",
  feedbackOff: "The server takes no feedback. Nothing is saved.",
  sources: "Sources",
  source: (number, page, title) => [`Source ${number}`, title, page && `page ${page}`].filter(Boolean).join(", "),
  page: (page) => `page ${page}`,
  open: (page) => (page ? `See page ${page} in the document` : "See the place in the document"),
  newTab: "(opens in a new tab)",
  back: "Back to the answer",
  nearest: "The nearest there is",
  related: "Ask further",
  earlier: (count) => `Earlier answers (${count})`,
  clear: "Clear questions and answers",
  cleared: "Questions and answers are cleared.",
  accessibility: "Accessibility statement",
  failed: "No answer came",
  retry: "Try again",
  noServer: "This page does not say where to get answers. Its editor must give the server's address.",
  timeout: "The server did not answer within 20 seconds. Your question is still in the field.",
  unreachable:
    "The server cannot be reached. Check that you are online and try again. Your question is still in the field.",
  malformed: "The server's answer could not be read. Your question is still in the field.",
  origin: (origin) =>
    `The server takes no questions from ${origin}, because this site is not on the server's list. ` +
    "The site's editor must ask the server's owner to add it.",
  tooLong: "The question is too long. Shorten it and try again.",
  invalid: "The server could not use the question. Rephrase it and try again.",
  tooMany: "Too many questions in a short time. Wait a little and try again.",
  overloaded: "The server is too busy just now. Wait a little and try again.",
  wait: (seconds) => `Try again in ${inTime(seconds, "second", "seconds", "minute", "minutes")}.`,
  unauthorised: "The server wants access that this page does not have. Its editor can ask the server's owner.",
  status: (status) => `The server reported an error (${status}). Your question is still in the field.`,
};

/** Danish unless the page asks for English ("en", "en-GB"). */
export function languageOf(tag: string | null): Language {
  return /^en\b/i.test(tag ?? "") ? "en" : "da";
}

export const TEXTS: Readonly<Record<Language, Texts>> = { da, en };
