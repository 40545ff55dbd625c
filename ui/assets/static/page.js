// What Gradio lacks, a file a matter. Everything shown comes from the server: none of them holds words or builds HTML.
import { followAsking } from "./asking.js";
import { followConversation } from "./conversation.js";
import "./copying.js";
import "./feedback.js";
import "./glimpse.js";
import { bringOwn } from "./own.js";
import "./source.js";

// Gradio writes its own locale, English for want of a Danish one, over the language that the page came with.
const root = document.documentElement;
const { language } = document.querySelector("script[data-language]").dataset;
const keepLanguage = () => root.lang !== language && (root.lang = language);
keepLanguage();
new MutationObserver(keepLanguage).observe(root, { attributeFilter: ["lang"] });

new MutationObserver(() => {
  if (!bringOwn()) return;
  followConversation();
  followAsking();
}).observe(root, { childList: true, subtree: true });
