// The script's entry: what a page gets from one <script async> tag.
import { serverOfScript } from "./address";
import { RundbordAnswer } from "./element";

// A page may carry the tag twice, and defining a name twice throws.
if (!customElements.get("rundbord-answer")) {
  // currentScript is only known while the script runs, long before anybody asks.
  RundbordAnswer.scriptServer = serverOfScript(document.currentScript);
  customElements.define("rundbord-answer", RundbordAnswer);
}
