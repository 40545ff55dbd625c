// How it looks: colours and measures after Det Fælles Designsystem, as on the page. Lengths are in em, since a host
// page may have set rem to anything.

const LIGHT = `
  color-scheme: light;
  --text: var(--rundbord-text, #1a1a1a);
  --muted: var(--rundbord-muted, var(--rundbord-text, #565656));
  --surface: var(--rundbord-surface, #fff);
  --border: var(--rundbord-border, #dcdcdc);
  --edge: var(--rundbord-border, #767676);
  --accent: var(--rundbord-accent, #004d99);
  --on-accent: var(--rundbord-on-accent, var(--rundbord-surface, #fff));
  --mark: var(--rundbord-mark, #ffe79a);
  --warn: #b35900; --warn-surface: #fff4e0;
  --error: #b01c1c; --error-surface: #fdeaea;
  --signal-text: #1a1a1a;
`;

const DARK = `
  color-scheme: dark;
  --text: var(--rundbord-text, #f0f0ee);
  --muted: var(--rundbord-muted, var(--rundbord-text, #b9bfc9));
  --surface: var(--rundbord-surface, #1d2128);
  --border: var(--rundbord-border, #383e48);
  --edge: var(--rundbord-border, #8b93a0);
  --accent: var(--rundbord-accent, #8cc3f7);
  --on-accent: var(--rundbord-on-accent, var(--rundbord-surface, #0b1a29));
  --mark: var(--rundbord-mark, #f2cf63);
  --warn: #f0a955; --warn-surface: #3a2a14;
  --error: #ff9b9b; --error-surface: #3d1c1e;
  --signal-text: #f0f0ee;
`;

const CSS = `
:host { all: initial; display: block; }
:host([hidden]) { display: none; }

/* Inheritance stops here too: a host rule such as "* { color: red }" beats :host, but cannot reach inside. */
.root {
  all: initial;
  direction: ltr; unicode-bidi: isolate; /* which "all" leaves out */
  ${LIGHT}
  --tint: color-mix(in srgb, var(--accent) 8%, var(--surface));
  --radius: var(--rundbord-radius, 4px);
  /* relative: what is placed for screen readers only must not lengthen the host page. */
  display: block; position: relative; color: var(--text);
  font-family: var(--rundbord-font, "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif);
  font-size: var(--rundbord-font-size, 16px); line-height: 1.55; overflow-wrap: break-word;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .root { ${DARK} } }
:host([theme="dark"]) .root { ${DARK} }

.root *, .root *::before { box-sizing: border-box; }
.frame {
  padding: 1.75em; background: var(--surface); color: var(--text);
  border: 1px solid var(--border); border-top: 4px solid var(--accent); border-radius: var(--radius);
}
h2, h3, h4, p, ul, ol, blockquote { margin: 0; padding: 0; }
h2, h3, h4 { line-height: 1.3; font-weight: 600; text-wrap: balance; }
h2 { display: flex; gap: .5em; align-items: center; font-size: 1.5em; }
h3 { font-size: 1.25em; margin-bottom: .6em; white-space: pre-line; }
h4 { font-size: 1em; margin-bottom: .5em; }
.head { display: flex; justify-content: space-between; align-items: flex-start; gap: 1em; margin-bottom: 1.1em; }
.mark { flex: none; width: 1.15em; height: 1.15em; color: var(--accent); }
[role="list"] { list-style: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

a { color: var(--accent); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
button, textarea { font: inherit; color: inherit; margin: 0; letter-spacing: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; border-radius: 2px; }

label { display: block; font-weight: 600; margin-bottom: .4em; }
.row { display: flex; flex-wrap: wrap; gap: .75em; align-items: flex-start; }
textarea {
  flex: 1 1 14em; width: 100%; min-width: 0; max-height: 40vh; padding: .65em .8em; line-height: 1.5; resize: vertical;
  color: var(--text); background: var(--surface); border: 1px solid var(--edge); border-radius: var(--radius);
}
textarea:focus-visible { outline-offset: 0; border-radius: var(--radius); }
textarea[aria-invalid] { border: 2px solid var(--error); }

.primary, .secondary {
  padding: .65em 1.6em; line-height: 1.5; font-weight: 600; border-radius: var(--radius);
  border: 1px solid var(--accent); color: var(--on-accent); background: var(--accent);
}
.primary:hover { box-shadow: inset 0 0 0 10em rgba(0, 0, 0, .16); }
.primary[aria-disabled="true"] { cursor: progress; opacity: .65; box-shadow: none; }
.secondary { color: var(--accent); border-color: currentColor; background: transparent; padding: .35em 1.1em; }
.secondary:hover, .choice:hover, .chip:hover { background: var(--tint); }
.failure .secondary { color: var(--signal-text); margin-top: .9em; }
.failure .secondary:hover { background: transparent; text-decoration: underline; }
.quiet {
  padding: .25em 0; min-height: 24px; border: 0; background: none; text-align: start;
  color: var(--accent); text-decoration: underline; text-underline-offset: .15em;
}
.quiet:hover { text-decoration-thickness: 2px; }
.choice, .chip {
  padding: .3em .9em; min-height: 32px; text-align: start; line-height: 1.4;
  color: var(--accent); background: none; border: 1px solid var(--edge); border-radius: 1.2em;
}
.choice[aria-pressed="true"] { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }

.hint, .complaint { font-size: .875em; color: var(--muted); margin-top: .5em; }
#notice { margin-top: 0; }
.hint:empty { display: none; }
.complaint { color: var(--error); font-weight: 600; }
.complaint:empty { margin: 0; }

.progress { display: flex; flex-wrap: wrap; gap: .5em 1.2em; align-items: center; }
.progress > * { margin-top: 1.25em; }
.status { color: var(--muted); }
.status:empty { margin: 0; }
.working::before {
  content: ""; display: inline-block; width: .9em; height: .9em; margin-inline-end: .6em; vertical-align: -.08em;
  border: 2px solid var(--border); border-top-color: var(--accent); border-radius: 50%;
}

.failure.shown, .refusal, .note { padding: 1em 1.2em; border-left: 4px solid; border-radius: var(--radius); color: var(--signal-text); }
.failure.shown { margin-top: 1.25em; border-color: var(--error); background: var(--error-surface); }
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
.understood { margin: -.4em 0 1em; font-size: .9em; color: var(--muted); }
.answer { max-width: 42em; }
.answer > * + * { margin-top: .8em; }
.answer h4 { margin: 1.3em 0 0; color: var(--muted); }
.answer h4:first-child { margin-top: 0; }
.answer h4 + * { margin-top: .35em; }
.answer ul { padding-inline-start: 1.3em; }
.answer li + li { margin-top: .4em; }
.answer li::marker { color: var(--accent); }
.citation {
  display: inline-block; min-width: 24px; height: 24px; margin-inline-start: .35em; padding: 0 .3em;
  font-size: .8125em; line-height: 22px; font-weight: 600; text-align: center; vertical-align: .08em;
  color: var(--accent); background: var(--tint); border: 1px solid transparent; border-radius: 12px;
}
button.citation:hover { border-color: currentColor; }

.sources { margin-top: 1.75em; }
.sources .title { margin: -.4em 0 .7em; } .sources :is(.title, .of) { display: block; font-size: .9em; color: var(--muted); }
.source { border: 1px solid var(--border); border-top-width: 0; }
.source:first-child { border-top-width: 1px; border-radius: var(--radius) var(--radius) 0 0; }
.source:last-child { border-radius: 0 0 var(--radius) var(--radius); }
.source:only-child { border-radius: var(--radius); }
.source.current { box-shadow: inset 4px 0 0 var(--accent); }
.opener {
  display: flex; gap: .75em; align-items: baseline; width: 100%; padding: .6em .9em; text-align: start;
  background: none; border: 0;
}
.opener:hover { background: var(--tint); }
.opener:hover .start { text-decoration: underline; text-underline-offset: .15em; }
.opener::after {
  content: ""; flex: none; width: .45em; height: .45em; margin-inline: .2em; align-self: center; transform: rotate(45deg);
  border: solid var(--accent); border-width: 0 2px 2px 0;
}
.opener[aria-expanded="true"]::after { transform: rotate(225deg); }
.number {
  flex: none; min-width: 1.75em; padding: 0 .4em; font-size: .8125em; line-height: 1.75em; font-weight: 600;
  text-align: center; color: var(--accent); background: var(--tint); border-radius: 1em;
}
.start { flex: 1 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.page { flex: none; font-size: .875em; color: var(--muted); }
.panel { padding: .2em 1.2em 1.1em; }
.panel:focus-visible { outline-offset: -3px; }
blockquote { max-width: 42em; white-space: pre-line; }
.panel blockquote { color: var(--muted); font-size: .9375em; padding-inline-start: 1em; border-inline-start: 2px solid var(--border); }
mark { padding: .1em .05em; color: #1a1a1a; background: var(--mark); -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.place { display: flex; flex-direction: column; align-items: flex-start; gap: .1em; margin-top: .7em; font-size: .875em; }
.place a { display: inline-block; min-height: 24px; }
.where { color: var(--muted); }
.refusal .where { color: inherit; }
.back { font-size: .875em; margin-top: .2em; }

.feedback { margin-top: 1.6em; }
.choices { display: flex; flex-wrap: wrap; gap: .4em .6em; align-items: center; }
.choices span { margin-inline-end: .4em; }
.comment { max-width: 34em; margin-top: 1em; }
.comment .secondary { margin-top: .6em; }
.related { margin-top: 1.6em; }
.related ul { display: flex; flex-wrap: wrap; gap: .5em; }
details { margin-top: 1.75em; padding-top: 1em; border-top: 1px solid var(--border); }
details .turn:first-of-type { margin-top: .5em; border-top: 0; padding-top: .5em; }
summary { cursor: pointer; min-height: 24px; font-weight: 600; color: var(--accent); }
.footer { display: flex; flex-wrap: wrap; gap: .2em 1.5em; align-items: baseline; font-size: .875em; }
.footer:not(:empty) { margin-top: 1.75em; padding-top: .8em; border-top: 1px solid var(--border); }
.footer a { padding: .25em 0; }

.launcher {
  position: fixed; z-index: 2147483000; inset: auto var(--rundbord-offset, 1.5em) var(--rundbord-offset, 1.5em) auto;
  display: flex; gap: .6em; align-items: center; min-height: 3.25em; max-width: calc(100vw - 2em); padding: .6em 1.4em .6em 1.1em;
  font-weight: 600; color: var(--on-accent); background: var(--accent); border: 2px solid var(--on-accent); border-radius: 2em;
  box-shadow: 0 1px 3px rgba(0, 0, 0, .3), 0 6px 20px rgba(0, 0, 0, .22);
}
.launcher .mark { width: 1.7em; height: 1.7em; color: inherit; }
.launcher:hover .label { text-decoration: underline; text-underline-offset: .2em; }
.launcher:focus-visible { border-radius: 2em; }
dialog {
  position: fixed; inset: auto 1.5em 1.5em auto; width: 34em; max-width: calc(100vw - 3em); height: auto;
  max-height: calc(100vh - 3em); max-height: calc(100dvh - 3em); margin: 0; padding: 0; overflow: auto; overscroll-behavior: contain;
  color: inherit; background: var(--surface); border: 0; border-radius: var(--radius); outline: 0;
  box-shadow: 0 2px 8px rgba(0, 0, 0, .2), 0 16px 48px rgba(0, 0, 0, .3);
}
dialog::backdrop { background: rgba(0, 0, 0, .38); }
.close { flex: none; width: 2.25em; height: 2.25em; margin: -.35em -.6em -.35em 0; padding: 0; font-size: 1.15em; line-height: 1; background: none; border: 0; border-radius: 50%; }
.close span { font-size: 1.5em; }
.close:hover { background: var(--tint); }

@media (max-width: 36em) {
  .frame { padding: 1.1em; }
  .primary { flex: 1 1 auto; }
  dialog { inset: auto 0 0 0; width: 100%; max-width: 100%; max-height: 92vh; max-height: 92dvh; }
  .launcher { padding: .75em; }
  .launcher .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
@media (prefers-reduced-motion: no-preference) {
  .working::before { animation: turn 1s linear infinite; }
  .arriving > :last-child { animation: come .25s ease-out; }
  .opener::after { transition: transform .15s; }
  @keyframes turn { to { transform: rotate(1turn); } }
  @keyframes come { from { opacity: .2; } }
}
@media (forced-colors: active) {
  .source.current { outline: 3px solid Highlight; }
  .citation, .primary, .number, .launcher, dialog, .close { border: 1px solid; }
  .choice[aria-pressed="true"] { outline: 3px solid Highlight; }
  mark { color: MarkText; background: Mark; }
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
