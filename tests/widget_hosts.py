"""Pages of others that the widget has to live on: style sheets that would ruin what they reach, and two intranets."""

ERASING = """<style>
  :root { font-size: 5px; --text: red; --accent: #eee; --surface: red; --tint: red; --radius: 40px; }
  * { all: unset !important; color: red !important; font: italic 40px/0.5 cursive !important;
      text-align: end !important; letter-spacing: 1em !important; text-transform: uppercase !important;
      direction: rtl !important; }
  button, textarea, section, p, li, a, .frame, .source, .answer { display: none !important; visibility: hidden; }
</style>"""
"""Takes everything away."""

RESETTING = """<style>
  html { font-size: 62.5%; } body { font: 1.4rem/1 Georgia, serif; word-break: break-all; hyphens: auto; }
  *, *::before, *::after { box-sizing: content-box !important; margin: 0 !important; padding: 0 !important;
    border-radius: 0 !important; outline: none !important; transition: all 2s !important; text-shadow: 1px 1px red; }
  ol, ul { list-style: none !important; } a { color: inherit !important; text-decoration: none !important; }
  button { background: none !important; border: 0 !important; } [hidden] { display: block !important; }
  dialog { display: block !important; position: static !important; } mark { background: none !important; }
</style>"""
"""An old reset with every mistake in it."""

FRAMEWORK = """<style>
  @layer base { * { font-size: 22px; line-height: 2.4; } }
  body * { white-space: nowrap !important; cursor: none !important; user-select: none; writing-mode: vertical-rl; }
  .label, .number, .page, .source, .section, .head, .row, .chip, .primary { float: right !important; width: 3px; }
  section { position: fixed !important; top: -9999px !important; } h2 { font-variant: small-caps; font-size: 90px; }
  form, main form *, textarea { opacity: 0 !important; pointer-events: none !important; }
  :host, ::part(frame), .root { display: none !important; } #heading, #question, #complaint { display: none; }
</style>"""
"""A framework whose class names are ours too, and rules that are inherited."""

HOSTILE = {"erasing": ERASING, "resetting": RESETTING, "framework": FRAMEWORK}

SHAREPOINT = """<!doctype html>
<html lang="da-dk" dir="ltr">
  <head><meta charset="utf-8"><title>Digitalisering - Intranet</title><style>
    html, body, #spPageChromeAppDiv {{ height: 100%; margin: 0; overflow: hidden; font: 14px "Segoe UI", sans-serif; }}
    .SPCanvas {{ height: 100%; overflow-y: auto; position: relative; transform: translateZ(0); background: #faf9f8; }}
    .o365cs-nav {{ position: fixed; inset: 0 0 auto; height: 48px; background: #036c70; color: #fff; z-index: 1000001;
      display: flex; align-items: center; padding: 0 16px; font-size: 16px; }}
    .CanvasZone {{ max-width: 1236px; margin: 64px auto; display: flex; gap: 24px; padding: 0 24px;
      flex-wrap: wrap; }}
    .CanvasSection {{ flex: 1 1 340px; min-width: 0; }} .ControlZone {{ contain: layout; }}
    .CanvasSection--side {{ flex: 0 1 280px; }} h1 {{ font-weight: 600; font-size: 28px; }}
    button {{ all: unset; }} ul, ol {{ list-style: none; padding: 0; }} [class^="css-"] p {{ margin: 0 0 20px; }}
    * {{ box-sizing: border-box; }} :focus {{ outline: none !important; }} textarea {{ resize: none !important; }}
  </style></head>
  <body><div id="spPageChromeAppDiv">
    <header class="o365cs-nav">Intranet</header>
    <div class="SPCanvas" data-is-scrollable="true" tabindex="0" role="region" aria-label="Sidens indhold"><main>
      <div class="CanvasZone" data-automation-id="CanvasZone">
        <div class="CanvasSection"><h1>Digitalisering</h1>
          <div class="ControlZone"><div class="css-142"><p>Nyt om ledelse af digitalisering.</p></div></div>
          <div class="ControlZone" data-sp-feature-tag="Script editor">{elements}</div></div>
        <aside class="CanvasSection CanvasSection--side"><h2>Kontakt</h2><p>Servicedesk</p></aside>
      </div></main></div>
  </div><script src="{server}/widget.js" async></script></body>
</html>"""
"""Scrolls in a box of its own, transforms it, contains each web part, and forbids outlines and button styles."""

UMBRACO = """<!doctype html>
<html class="no-js" lang="da">
  <head><meta charset="utf-8"><title>Spørg whitepaperet | Kommunens intranet</title><style>
    *, *::before, *::after {{ box-sizing: border-box; }} html {{ font-size: 62.5%; scroll-behavior: smooth; }}
    body {{ margin: 0; font: 400 1.8rem/1.7 Lato, "Helvetica Neue", sans-serif; color: #2b2b2b; }}
    .navbar {{ position: sticky; top: 0; z-index: 1030; background: #1b264f; color: #fff; padding: 1.5rem 3rem; }}
    .grid-section {{ max-width: 114rem; margin: 3rem auto; padding: 0 1.5rem; }}
    .umb-block-grid__layout-container {{ display: grid; grid-template-columns: repeat(12, 1fr); gap: 3rem; }}
    .umb-block-grid__layout-item {{ grid-column: span 12; min-width: 0; }}
    @media (min-width: 900px) {{ .umb-block-grid__layout-item {{ grid-column: span 8; }} }}
    .rte h2, .rte h3 {{ color: #a3195b; text-transform: uppercase; font-size: 3.4rem; }}
    .rte p {{ margin: 0 0 2.4rem; }} .rte ol li::before {{ content: "→ "; color: #a3195b; }}
    .rte button {{ width: 100%; border-radius: 9rem; background: #a3195b; color: #fff; text-transform: uppercase; }}
    .rte textarea {{ height: 30rem; }} .rte a {{ border-bottom: .3rem dotted #a3195b; text-decoration: none; }}
  </style></head>
  <body><nav class="navbar" aria-label="Hovedmenu">Kommunens intranet</nav>
    <main class="grid-section"><div class="umb-block-grid__layout-container">
      <div class="umb-block-grid__layout-item"><div class="rte"><h1>Ledelse af digitalisering</h1>
        <p>Spørg whitepaperet.</p>{elements}</div></div>
    </div></main>
    <script src="{server}/widget.js" async></script></body>
</html>"""
"""A block grid and a rich text area whose rules reach everything in it, with rem at 10 pixels."""

INTRANETS = {"sharepoint": SHAREPOINT, "umbraco": UMBRACO}
