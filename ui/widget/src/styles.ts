// How it looks. Lengths are in em: a host page may have set rem to anything.

const LIGHT = `
  color-scheme: light;
  --text: var(--rundbord-text, #1a1a1a);
  --muted: var(--rundbord-text, #595959);
  --surface: var(--rundbord-surface, #fff);
  --border: var(--rundbord-border, #d4d7db);
  --edge: var(--rundbord-border, #747474);
  --accent: var(--rundbord-accent, #0059b3);
  --warn: #f2a600; --warn-surface: #fff6e0;
  --error: #c00; --error-surface: #fdecec;
  --signal-text: #1a1a1a;
`;

const DARK = `
  color-scheme: dark;
  --text: var(--rundbord-text, #f1f3f5);
  --muted: var(--rundbord-text, #b8bec6);
  --surface: var(--rundbord-surface, #181b20);
  --border: var(--rundbord-border, #3d434c);
  --edge: var(--rundbord-border, #8d949e);
  --accent: var(--rundbord-accent, #7ab8ff);
  --warn: #e0a526; --warn-surface: #2b2515;
  --error: #ff8a8a; --error-surface: #33191c;
  --signal-text: #f1f3f5;
`;

const CSS = `
:host { all: initial; display: block; }
:host([hidden]) { display: none; }

/* Inheritance stops here too: a host rule such as "* { color: red }" beats :host, but cannot reach inside. */
.frame {
  all: initial;
  direction: ltr; unicode-bidi: isolate; /* which "all" leaves out */
  ${LIGHT}
  --tint: color-mix(in srgb, var(--accent) 9%, var(--surface));
  --radius: var(--rundbord-radius, 4px);
  /* relative: what is placed for screen readers only must not lengthen the host page. */
  display: block; position: relative; box-sizing: border-box; padding: 1.5em;
  color: var(--text); background: var(--surface);
  border: 1px solid var(--border); border-top: 4px solid var(--accent); border-radius: var(--radius);
  font-family: var(--rundbord-font, "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif);
  line-height: 1.55; overflow-wrap: break-word;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .frame { ${DARK} } }
:host([theme="dark"]) .frame { ${DARK} }

.frame *, .frame *::before { box-sizing: border-box; }
h2, h3, h4, p, ul, ol, blockquote { margin: 0; padding: 0; }
h2, h3, h4 { line-height: 1.3; font-weight: 600; }
h2 { font-size: 1.5em; margin-bottom: .7em; }
h3 { font-size: 1.2em; margin-bottom: .7em; white-space: pre-line; }
h4 { font-size: 1em; margin-bottom: .5em; }
[role="list"] { list-style: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
button, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; border-radius: 2px; }

label { display: block; font-weight: 600; margin-bottom: .4em; }
.row { display: flex; flex-wrap: wrap; gap: .75em; align-items: flex-start; }
textarea {
  flex: 1 1 14em; min-width: 0; max-height: 40vh; padding: .65em .8em; line-height: 1.5; resize: vertical;
  color: var(--text); background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius);
}
textarea:focus-visible { outline-offset: 0; border-radius: var(--radius); }
textarea[aria-invalid] { border: 2px solid var(--error); }

.primary, .secondary {
  padding: .65em 1.6em; line-height: 1.5; font-weight: 600; border-radius: var(--radius);
  border: 1px solid var(--accent); color: var(--surface); background: var(--accent);
}
.primary:hover { box-shadow: inset 0 0 0 10em rgba(0, 0, 0, .16); }
.primary[aria-disabled="true"] { cursor: progress; opacity: .65; box-shadow: none; }
.secondary { color: var(--text); border-color: currentColor; background: transparent; margin-top: .9em; padding-block: .4em; }
.secondary:hover { text-decoration: underline; }
.quiet {
  padding: .25em 0; min-height: 24px; border: 0; background: none; text-align: start;
  color: var(--accent); text-decoration: underline; text-underline-offset: .15em;
}
.quiet:hover { text-decoration-thickness: 2px; }

.hint, .notice, .complaint { font-size: .875em; color: var(--muted); margin-top: .5em; }
.hint + .notice { margin-top: 0; }
.hint:empty { display: none; }
.complaint { color: var(--error); font-weight: 600; }
.complaint:empty { margin: 0; }

.status { margin-top: 1.25em; color: var(--muted); }
.status:empty { margin: 0; }
.working::before {
  content: ""; display: inline-block; width: .9em; height: .9em; margin-inline-end: .6em; vertical-align: -.08em;
  border: 2px solid var(--border); border-top-color: var(--accent); border-radius: 50%;
}

.failure.shown, .refusal, .note { padding: 1em 1.2em; border-left: 4px solid; border-radius: var(--radius); color: var(--signal-text); }
.failure.shown { margin-top: 1.25em; border-color: var(--error); background: var(--error-surface); }
.failure .secondary { color: var(--signal-text); }
.failure p + p { margin-top: .3em; }
.failed { font-weight: 600; }
.detail { font-size: .9em; }
.refusal, .note { border-color: var(--warn); background: var(--warn-surface); }
.note { padding-block: .6em; margin-bottom: 1em; }
.refusal > p:first-child { font-weight: 600; }
.refusal a { color: inherit; }
.refusal .nearest { margin-top: 1.2em; }
.refusal li + li { margin-top: 1em; padding-top: 1em; border-top: 1px solid color-mix(in srgb, var(--warn) 45%, transparent); }

.turn { margin-top: 1.75em; padding-top: 1.5em; border-top: 1px solid var(--border); }
.answer { max-width: 42em; }
.answer > * + * { margin-top: .8em; }
.answer h4 { margin-bottom: 0; }
.answer ul { padding-inline-start: 1.3em; }
.answer li + li { margin-top: .35em; }
.citation {
  display: inline-block; min-width: 24px; height: 24px; margin-inline-start: .3em; padding: 0 .2em;
  font-size: .875em; line-height: 22px; font-weight: 600; text-align: center; vertical-align: baseline;
  color: var(--accent); background: var(--tint); border: 1px solid transparent; border-radius: var(--radius);
}
.citation:hover { border-color: currentColor; }

.sources { margin-top: 1.6em; }
.sources .title { margin: -.4em 0 .7em; font-size: .9em; color: var(--muted); }
.source { display: flex; gap: .9em; padding: .9em; border: 1px solid var(--border); border-radius: var(--radius); }
.source + .source { margin-top: .6em; }
.source.current { background: var(--tint); border-color: var(--accent); box-shadow: inset 3px 0 0 var(--accent); }
.number {
  flex: none; min-width: 1.9em; height: 1.9em; font-size: .875em; line-height: 1.9em; font-weight: 600; text-align: center;
  color: var(--surface); background: var(--accent); border-radius: 1em;
}
.evidence { min-width: 0; }
blockquote { max-width: 42em; white-space: pre-line; }
.source blockquote::before { content: "»"; }
.source blockquote::after { content: "«"; }
.place { display: flex; flex-direction: column; align-items: flex-start; gap: .1em; margin-top: .5em; font-size: .875em; }
.place a { display: inline-block; min-height: 24px; }
.where { color: var(--muted); }
.refusal .where { color: inherit; }
.back { font-size: .875em; margin-top: .3em; }

.related { margin-top: 1.4em; }
.related h4 { margin-bottom: .2em; }
details { margin-top: 1.75em; padding-top: 1em; border-top: 1px solid var(--border); }
details .turn:first-of-type { margin-top: .5em; border-top: 0; padding-top: .5em; }
summary { cursor: pointer; min-height: 24px; font-weight: 600; color: var(--accent); }
.footer { display: flex; flex-wrap: wrap; gap: .2em 1.5em; align-items: baseline; font-size: .875em; }
.footer:not(:empty) { margin-top: 1.5em; padding-top: .8em; border-top: 1px solid var(--border); }
.footer a { padding: .25em 0; }

@media (max-width: 30em) { .frame { padding: 1em; } .primary { flex: 1 1 auto; } }
@media (prefers-reduced-motion: no-preference) {
  .working::before { animation: turn 1s linear infinite; }
  .source { transition: background-color .3s; }
  @keyframes turn { to { transform: rotate(1turn); } }
}
@media (forced-colors: active) {
  .source.current { outline: 3px solid Highlight; }
  .citation, .primary, .number { border: 1px solid; }
  .working::before { border-top-color: Highlight; }
}
`;

let shared: CSSStyleSheet | null = null;

/** One sheet for all elements of the page; a constructed sheet needs no 'unsafe-inline' in the page's policy. */
export function styleSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(CSS);
  }
  return shared;
}
