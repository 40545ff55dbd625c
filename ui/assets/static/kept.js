// The conversation as this tab keeps it: in sessionStorage, so that it survives a reload and two tabs do not mix.
const CONVERSATION = "rundbord.conversation";
const DRAFT = "rundbord.draft";
const MOST = 50; // the oldest goes

let conversation = read();

function read() {
  try {
    const found = JSON.parse(sessionStorage.getItem(CONVERSATION) || "[]");
    return found.every((exchange) => exchange.answer.question) ? found : [];
  } catch {
    return []; // not what we wrote
  }
}

function write(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Storage is full or forbidden: the conversation lives as long as the page does.
  }
}

export const all = () => conversation;

export function add(exchange) {
  conversation = [...conversation, exchange].slice(-MOST);
  write(CONVERSATION, JSON.stringify(conversation));
}

export function forget() {
  conversation = [];
  sessionStorage.removeItem(CONVERSATION);
}

/** Remember a choice of this tab's, or recall it. */
export const remember = (name, value) => write(`rundbord.${name}`, value);
export const recall = (name) => sessionStorage.getItem(`rundbord.${name}`) || "";

export const draft = () => sessionStorage.getItem(DRAFT) || "";
export const keepDraft = (text) => write(DRAFT, text);
