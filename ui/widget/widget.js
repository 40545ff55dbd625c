"use strict";(()=>{function oe(e){return e instanceof HTMLScriptElement&&e.src?X(".",e.src):null}function ae(e){return X(e.trim().replace(/\/*$/,"/"),document.baseURI)}function B(e,t){if(!e)return null;let n=/^\/(?!\/)/.test(e)&&!e.startsWith(t.pathname);return X(n?e.slice(1):e,t.href)?.href??null}function X(e,t){try{let n=new URL(e,t);return/^https?:$/.test(n.protocol)?n:null}catch{return null}}var I=class{constructor(){this.rest="";this.name="";this.data=[]}push(t){let n=[],r=(this.rest+t).split(/\r\n|\n|\r(?!$)/);this.rest=r.pop()??"";for(let o of r){if(!o){this.data.length>0&&n.push({name:this.name||"message",data:this.data.join(`
`)}),this.name="",this.data=[];continue}let[,a,s]=/^([^:]*):? ?(.*)$/s.exec(o);a==="event"&&(this.name=s),a==="data"&&this.data.push(s)}return n}};var Q=new Map;function ie(e){let t=Q.get(e.href);return t&&Date.now()<t.until?t.text:null}function se(e){Q.delete(e.href)}async function le(e,t){let n=new URL("api/v1/token",e).href,r=await fetch(n,{method:"POST",credentials:"omit",signal:t});if(!r.ok)return!1;let o=await r.json().catch(()=>null);if(typeof o?.token!="string"||!o.token)return!1;let a=typeof o.expires_in=="number"?o.expires_in:0;return Q.set(e.href,{text:o.token,until:Date.now()+Math.max(a*1e3-5e3,1e3)}),!0}var de=2e4,_e=5e3,x=class extends Error{};async function _(e,t,n,r){let o=new AbortController,a=()=>o.abort(),s=setTimeout(a,de),l=()=>{clearTimeout(s),s=setTimeout(a,de)};n.addEventListener("abort",a);let u=!1;try{let c=await ce(e,t,o.signal);return c.status===401&&(se(e),await le(e,o.signal)&&(c=await ce(e,t,o.signal))),u=!0,c.ok?await r(c,l):{failure:await Fe(c,o.signal)}}catch(c){if(n.aborted)throw c;return o.signal.aborted?{failure:{kind:"timeout"}}:u||c instanceof x?{failure:{kind:"malformed"}}:{failure:await De(e,n)}}finally{clearTimeout(s),n.removeEventListener("abort",a)}}async function F(e,t){let n=await e.text();return{value:D(n,t)}}function D(e,t){try{return t(JSON.parse(e))}catch{throw new x(e.slice(0,80))}}function Z(e,t,n=null){let r=typeof t=="object"&&t!==null?t:{},o={};return typeof r.detail_da=="string"&&(o.da=r.detail_da),typeof r.detail_en=="string"&&(o.en=r.detail_en),typeof r.detail=="string"&&(o.plain=r.detail),{kind:e===403?"origin":"status",status:e,detail:o,...n===null?{}:{wait:n}}}function ce(e,{path:t,accept:n,body:r},o){let a={Accept:n??"application/json"},s=ie(e);return s&&(a.Authorization=`Bearer ${s}`),r!==void 0&&(a["Content-Type"]="application/json"),fetch(new URL(t,e).href,{method:r===void 0?"GET":"POST",headers:a,credentials:"omit",signal:o,...r===void 0?{}:{body:JSON.stringify(r)}})}async function Fe(e,t){let n=await e.json().catch(o=>{if(t.aborted)throw o}),r=/^\d{1,5}$/.exec(e.headers.get("Retry-After")??"");return Z(e.status,n,r&&Number(r[0]))}async function De(e,t){let n=new AbortController,r=()=>n.abort(),o=setTimeout(r,_e);t.addEventListener("abort",r);try{return await fetch(new URL("widget.js",e).href,{method:"HEAD",mode:"no-cors",cache:"no-store",credentials:"omit",signal:n.signal}),{kind:"origin",status:0,detail:{}}}catch{return{kind:"unreachable"}}finally{clearTimeout(o),t.removeEventListener("abort",r)}}var L=class extends x{};function H(e){let t=O(e);if(typeof t.answered!="boolean")throw new L("answered is missing");let n=R(t.citations).map(me).sort((s,l)=>s.number-l.number),r=new Set(n.map(s=>s.number)),o=R(t.parts).map(s=>ue(s,r)),a=b(t.answer);if(t.answered&&(o.length===0||n.length===0))throw new L("an answer without parts or citations");if(!t.answered&&!a)throw new L("a refusal without a sentence");return{id:b(t.id),understood:b(t.understood),notice:b(t.notice),answered:t.answered,coverage:t.coverage==="partial"?"partial":t.answered?"full":"none",answer:a,parts:o,citations:n,nearest:R(t.nearest).map(s=>({passage:$e(O(s).passage)})),related:R(t.related).map(b).filter(Boolean)}}var z=class{constructor(){this.parts=[];this.citations=[]}add(t,n){t==="citation"?this.citations.push(me(n)):this.parts.push(O(n));let r=new Set(this.citations.map(o=>o.number));return{parts:this.parts.map(o=>ue(o,r)),citations:[...this.citations]}}};function ue(e,t){let n=O(e),r=new Set(R(n.citations).filter(o=>t.has(o)));return{text:b(n.text),kind:n.kind==="list_item"||n.kind==="opening"?n.kind:"sentence",citations:[...r].sort((o,a)=>o-a)}}function me(e){let t=O(e);if(typeof t.number!="number")throw new L("a citation without a number");return{...pe(t),number:t.number,quote:b(t.quote),...qe(t)}}function qe({start:e,end:t}){let n=Number.isInteger(e)&&Number.isInteger(t);return{start:n?e:null,end:n?t:null}}function $e(e){let t=O(e);return{...pe(t),text:b(t.text)}}function pe(e){return{document_id:b(e.document_id),document_title:b(e.document_title),section:R(e.section).map(b).filter(Boolean),page:typeof e.page=="number"?e.page:null,page_label:b(e.page_label)||null,url:b(e.url)||null}}function O(e){if(typeof e!="object"||e===null)throw new L("not an object");return e}function R(e){return Array.isArray(e)?e:[]}function b(e){return typeof e=="string"?e:typeof e=="number"?String(e):""}var fe="text/event-stream",Ne="application/json",P=class extends Error{};async function ge(e,t,n,r,o){let a=n.length>0?{question:t,history:n}:{question:t},s="api/v1/answer",l=!1,u=await _(e,{path:s,body:a,accept:fe},r,async(c,d)=>{try{return Ue(c)?await je(c,d,o):await F(c,H)}catch(p){if(!(p instanceof P))throw p;return l=!0,{failure:{kind:"malformed"}}}});return l?_(e,{path:s,body:a,accept:Ne},r,c=>F(c,H)):u}var ee=new Map;function he(e,t,n){let r=`api/v1/documents/${encodeURIComponent(t)}/pages/${n}`,o=e.href+r,a=ee.get(o);if(a)return a;let s=_(e,{path:r},new AbortController().signal,l=>F(l,Ie)).then(l=>("failure"in l&&ee.delete(o),l));return ee.set(o,s),s}function be(e,t){return _(e,{path:"api/v1/feedback",body:t},new AbortController().signal,r=>F(r,ze))}function Ue(e){return(e.headers.get("Content-Type")??"").toLowerCase().startsWith(fe)}async function je(e,t,n){let r=e.body?.getReader();if(!r)throw new P;let o=new TextDecoder,a=new I,s=new z;try{for(;;){let{done:l,value:u}=await r.read();for(let c of a.push(l?`

`:o.decode(u,{stream:!0}))){if(t(),c.name==="done")return{value:D(c.data,H)};if(c.name==="error")return D(c.data,Be);(c.name==="part"||c.name==="citation")&&n(D(c.data,d=>s.add(c.name,d)))}if(l)throw new P}}catch(l){throw l instanceof x||l.name==="AbortError"?l:new P}finally{r.cancel().catch(()=>{})}}function Be(e){let t=e.status;return{failure:Z(typeof t=="number"?t:500,e)}}function Ie(e){let{text:t}=e;if(typeof t!="string")throw new x("a page without text");return t}function ze(e){let{id:t}=e;return typeof t=="string"?t:""}var ye=3,q=class{constructor(t){this.key=t;this.turns=Ve(t)}add(t){this.turns=[...this.turns,t].slice(-ye);try{sessionStorage.setItem(this.key,JSON.stringify(this.turns))}catch{this.forget()}}clear(){this.turns=[],this.forget()}history(){return this.turns.map(({question:t,answer:n})=>({question:t,answer:n.answer}))}forget(){try{sessionStorage.removeItem(this.key)}catch{}}};function Ve(e){try{let t=JSON.parse(sessionStorage.getItem(e)??"[]");return Array.isArray(t)?t.map(n=>({question:String(n.question),answer:H(n.answer)})).slice(-ye):[]}catch{return[]}}var Ge=`
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
`,ve=`
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
`,We=`
:host { all: initial; display: block; }
:host([hidden]) { display: none; }

/* Inheritance stops here too: a host rule such as "* { color: red }" beats :host, but cannot reach inside. */
.root {
  all: initial;
  direction: ltr; unicode-bidi: isolate; /* which "all" leaves out */
  ${Ge}
  --tint: color-mix(in srgb, var(--accent) 8%, var(--surface));
  --radius: var(--rundbord-radius, 4px);
  /* relative: what is placed for screen readers only must not lengthen the host page. */
  display: block; position: relative; color: var(--text);
  font-family: var(--rundbord-font, "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif);
  font-size: var(--rundbord-font-size, 16px); line-height: 1.55; overflow-wrap: break-word;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .root { ${ve} } }
:host([theme="dark"]) .root { ${ve} }

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
`,V=null;function we(){return V||(V=new CSSStyleSheet,V.replaceSync(We)),V}function ke(e,t,n,r,o){if(e<120)return`${e} ${e===1?t:n}`;let a=Math.ceil(e/60);return`${a} ${a===1?r:o}`}var Ye={language:"da",heading:"Stil et sp\xF8rgsm\xE5l",question:"Dit sp\xF8rgsm\xE5l",ask:"Sp\xF8rg",notice:"Du skriver til et automatisk system. Det citerer ordret og kan tage fejl, s\xE5 f\xF8lg kilderne.",keys:"Enter sender. Skift + Enter giver en ny linje.",remaining:e=>`H\xF8jst ${e} tegn tilbage.`,empty:"Skriv et sp\xF8rgsm\xE5l f\xF8rst.",working:"Leder efter svaret \u2026",arriving:"Svaret kommer \u2026",stop:"Stop",stopped:"Stoppet. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",launch:"Stil et sp\xF8rgsm\xE5l",close:"Luk",understood:"Forst\xE5et som",answered:e=>`Svaret er klar med ${e} ${e===1?"kilde":"kilder"}.`,refused:"Sp\xF8rgsm\xE5let fik ikke svar. De n\xE6rmeste steder er vist.",partial:"Sp\xF8rgsm\xE5let bliver kun delvist besvaret.",inContext:"Citatet, som det st\xE5r p\xE5 siden",loadingContext:"Henter siden \u2026",noContext:"Siden kunne ikke hentes, s\xE5 kun citatet vises.",useful:"Hjalp svaret?",yes:"Ja",no:"Nej",thanks:"Tak. Det er gemt.",comment:e=>e?"Hvad var godt? (valgfrit)":"Hvad manglede? (valgfrit)",commentHint:"Skriv ikke personoplysninger.",send:"Send kommentar",thanksComment:"Tak for kommentaren.",feedbackLate:"Det er for l\xE6nge siden til at blive gemt. Stil sp\xF8rgsm\xE5let igen.",feedbackFailed:"Det kunne ikke gemmes. Pr\xF8v igen om lidt.",feedbackOff:"Serveren tager ikke imod tilbagemeldinger. Intet er gemt.",sources:"Kilder",source:(e,t,n)=>[`Kilde ${e}`,n,t&&`side ${t}`].filter(Boolean).join(", "),page:e=>`side ${e}`,open:e=>e?`Se side ${e} i dokumentet`:"Se stedet i dokumentet",newTab:"(\xE5bner i ny fane)",back:"Tilbage til svaret",nearest:"Det n\xE6rmeste, der st\xE5r",related:"Sp\xF8rg videre",earlier:e=>`Tidligere svar (${e})`,clear:"Ryd sp\xF8rgsm\xE5l og svar",cleared:"Sp\xF8rgsm\xE5l og svar er ryddet.",accessibility:"Tilg\xE6ngelighedserkl\xE6ring",failed:"Der kom ikke noget svar",retry:"Pr\xF8v igen",noServer:"Siden siger ikke, hvor svarene skal hentes. Redakt\xF8ren skal angive serverens adresse.",timeout:"Serveren svarede ikke inden for 20 sekunder. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",unreachable:"Serveren kan ikke n\xE5s. Tjek, om du er p\xE5 nettet, og pr\xF8v igen. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",malformed:"Serverens svar kunne ikke l\xE6ses. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",origin:e=>`Serveren tager ikke imod sp\xF8rgsm\xE5l fra ${e}, for siden st\xE5r ikke p\xE5 serverens liste. Sidens redakt\xF8r skal bede serverens ejer om at f\xF8je den til.`,tooLong:"Sp\xF8rgsm\xE5let er for langt. G\xF8r det kortere, og pr\xF8v igen.",invalid:"Serveren kunne ikke bruge sp\xF8rgsm\xE5let. Skriv det om, og pr\xF8v igen.",tooMany:"Der er stillet for mange sp\xF8rgsm\xE5l p\xE5 kort tid. Vent lidt, og pr\xF8v igen.",overloaded:"Serveren har for travlt lige nu. Vent lidt, og pr\xF8v igen.",wait:e=>`Pr\xF8v igen om ${ke(e,"sekund","sekunder","minut","minutter")}.`,unauthorised:"Serveren kr\xE6ver adgang, som siden ikke har. Sidens redakt\xF8r kan sp\xF8rge serverens ejer.",status:e=>`Serveren meldte en fejl (${e}). Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.`},Je={language:"en",heading:"Ask a question",question:"Your question",ask:"Ask",notice:"You are writing to an automatic system. It quotes word for word and can miss, so check the sources.",keys:"Enter sends. Shift + Enter starts a new line.",remaining:e=>`At most ${e} characters left.`,empty:"Write a question first.",working:"Looking for the answer \u2026",arriving:"The answer is coming \u2026",stop:"Stop",stopped:"Stopped. Your question is still in the field.",launch:"Ask a question",close:"Close",understood:"Understood as",answered:e=>`The answer is ready with ${e} ${e===1?"source":"sources"}.`,refused:"The question was not answered. The nearest passages are shown.",partial:"The question is answered only in part.",inContext:"The quote as it stands on the page",loadingContext:"Fetching the page \u2026",noContext:"The page could not be fetched, so only the quote is shown.",useful:"Was the answer useful?",yes:"Yes",no:"No",thanks:"Thank you. It is saved.",comment:e=>e?"What was good? (optional)":"What was missing? (optional)",commentHint:"Please write no personal data.",send:"Send comment",thanksComment:"Thank you for the comment.",feedbackLate:"It is too long ago to be saved. Ask the question again.",feedbackFailed:"It could not be saved. Try again in a while.",feedbackOff:"The server takes no feedback. Nothing is saved.",sources:"Sources",source:(e,t,n)=>[`Source ${e}`,n,t&&`page ${t}`].filter(Boolean).join(", "),page:e=>`page ${e}`,open:e=>e?`See page ${e} in the document`:"See the place in the document",newTab:"(opens in a new tab)",back:"Back to the answer",nearest:"The nearest there is",related:"Ask further",earlier:e=>`Earlier answers (${e})`,clear:"Clear questions and answers",cleared:"Questions and answers are cleared.",accessibility:"Accessibility statement",failed:"No answer came",retry:"Try again",noServer:"This page does not say where to get answers. Its editor must give the server's address.",timeout:"The server did not answer within 20 seconds. Your question is still in the field.",unreachable:"The server cannot be reached. Check that you are online and try again. Your question is still in the field.",malformed:"The server's answer could not be read. Your question is still in the field.",origin:e=>`The server takes no questions from ${e}, because this site is not on the server's list. The site's editor must ask the server's owner to add it.`,tooLong:"The question is too long. Shorten it and try again.",invalid:"The server could not use the question. Rephrase it and try again.",tooMany:"Too many questions in a short time. Wait a little and try again.",overloaded:"The server is too busy just now. Wait a little and try again.",wait:e=>`Try again in ${ke(e,"second","seconds","minute","minutes")}.`,unauthorised:"The server wants access that this page does not have. Its editor can ask the server's owner.",status:e=>`The server reported an error (${e}). Your question is still in the field.`};function te(e){return/^en\b/i.test(e??"")?"en":"da"}var G={da:Ye,en:Je};function i(e,t={},...n){let r=document.createElement(e);for(let[o,a]of Object.entries(t))r.setAttribute(o,a);return r.append(...n.filter(o=>o!==null)),r}function f(e,t,n){let r=i("button",{type:"button",class:t},e);return r.addEventListener("click",n),r}var Ke=400;function xe(e,t){let n=[i("p",{class:"failed"},t.failed),i("p",{},Xe(e,t))],r="detail"in e?e.detail[t.language]??e.detail.plain:void 0;return"wait"in e&&e.wait&&n.push(i("p",{},t.wait(e.wait))),r&&n.push(i("p",{class:"detail"},r.slice(0,Ke))),n}function Xe(e,t){switch(e.kind){case"no-server":return t.noServer;case"timeout":return t.timeout;case"unreachable":return t.unreachable;case"malformed":return t.malformed;case"origin":return t.origin(location.origin);case"status":return Qe(e.status,t)}}function Qe(e,t){switch(e){case 401:return t.unauthorised;case 413:return t.tooLong;case 422:return t.invalid;case 429:return t.tooMany;case 503:return t.overloaded;default:return t.status(e)}}var Ze="http://www.w3.org/2000/svg",et=[[16,3.5],[25.8,8.2],[28.2,18.8],[21.4,27.3],[10.6,27.3],[3.8,18.8],[6.2,8.2]];function W(){let e=ne("svg",{viewBox:"0 0 32 32","aria-hidden":"true",focusable:"false",class:"mark"});for(let[n,r]of et)e.append(ne("circle",{cx:n,cy:r,r:2.6,fill:"currentColor"}));let t={cx:16,cy:16,r:6.5,fill:"none",stroke:"currentColor","stroke-width":2.8};return e.append(ne("circle",t)),e}function ne(e,t){let n=document.createElementNS(Ze,e);for(let[r,o]of Object.entries(t))n.setAttribute(r,String(o));return n}function Se(e,t,n){let r=f("","launcher",()=>s(!0));r.append(W(),i("span",{class:"label"},t)),r.setAttribute("aria-haspopup","dialog");let o=f("","close",()=>s(!1));o.append(i("span",{"aria-hidden":"true"},"\xD7")),o.setAttribute("aria-label",n.close),e.firstElementChild?.append(o);let a=i("dialog",{"aria-labelledby":"heading"},e);a.addEventListener("click",l=>{l.target===a&&s(!1)});function s(l){if(l!==a.open){if(!l){a.close();return}r.focus(),a.showModal(),e.querySelector("textarea")?.focus()}}return{elements:[r,a],isOpen:()=>a.open,setOpen:s}}var Te=1e3,tt=100;function Ae(e,t){let n=i("textarea",{id:"question",rows:"1",maxlength:String(Te),"aria-describedby":"complaint keys notice",autocomplete:"off",enterkeyhint:"send"}),r=i("button",{type:"submit",class:"primary"},e.ask),o=i("p",{class:"hint","aria-live":"polite"}),a=i("p",{class:"complaint",id:"complaint",role:"alert"}),s=i("form",{novalidate:""},i("label",{for:"question"},e.question),i("div",{class:"row"},n,r),a,o,i("p",{class:"hint",id:"keys"},e.keys),i("p",{class:"hint",id:"notice"},e.notice));function l(d){a.textContent=d,d?n.setAttribute("aria-invalid","true"):n.removeAttribute("aria-invalid")}function u(){n.style.height="auto",n.scrollHeight>0&&(n.style.height=`${n.scrollHeight+n.offsetHeight-n.clientHeight}px`)}function c(){l("");let d=Te-n.value.length,p=d>10?Math.ceil(d/10)*10:d;o.textContent=d<=tt?e.remaining(p):"",u()}return n.addEventListener("input",c),n.addEventListener("keydown",d=>{d.key!=="Enter"||d.shiftKey||d.isComposing||(d.preventDefault(),t())}),s.addEventListener("submit",d=>{d.preventDefault(),t()}),{element:s,field:n,fill:d=>{n.value=d,c()},focusButton:()=>r.focus(),setBusy:d=>r.setAttribute("aria-disabled",String(d)),complain:l}}function Ee(e,t,n){let r=Array.from(e),o=Array.from(t).length,a=n;if(a===null||r.slice(a,a+o).join("")!==t){let c=t?e.indexOf(t):-1;if(c<0)return null;a=Array.from(e.slice(0,c)).length}let s=a+o,l=r.slice(Math.max(0,a-320),a).join("");a>320&&(l=`\u2026\xA0${l.replace(/^\S*\s+/,"")}`);let u=r.slice(s,s+320).join("");return s+320<r.length&&(u=`${u.replace(/\s+\S*$/,"")}\xA0\u2026`),{before:l.replace(/^\s+/,""),quote:t,after:u.replace(/\s+$/,"")}}function M(e,t){return e.length<=t?e:`${e.slice(0,t).replace(/\s+\S*$/,"")} \u2026`}var nt=1e3,Y=new Map,Ce=new Set;function Le(e,{texts:t,server:n}){if(!n||!e.id||Ce.has(n.href))return null;let r=`${n.href} ${e.id}`,o=f(t.yes,"choice",()=>{A(!0)}),a=f(t.no,"choice",()=>{A(!1)}),s=i("p",{class:"hint",role:"status"}),l=i("label",{for:"comment"}),u=i("textarea",{id:"comment",rows:"2",maxlength:String(nt)});u.setAttribute("aria-describedby","comment-hint");let c=i("p",{class:"hint",id:"comment-hint"},t.commentHint),d=i("button",{type:"submit",class:"secondary"},t.send),p=i("form",{class:"comment",hidden:""},l,u,c,d),w=i("div",{class:"choices"},i("span",{id:"useful"},t.useful),o,a),C=i("div",{class:"feedback",role:"group","aria-labelledby":"useful"},w,p,s),T=!1;function k(){let y=Y.get(r);o.setAttribute("aria-pressed",String(y?.useful===!0)),a.setAttribute("aria-pressed",String(y?.useful===!1)),l.textContent=t.comment(y?.useful===!0)}async function A(y,g=""){if(!n||T)return!1;T=!0;let m=Y.get(r),h=await be(n,{answer_id:e.id,useful:y,...g?{comment:g}:{},...m?.id?{replaces:m.id}:{}});if(T=!1,"value"in h)return Y.set(r,{id:h.value,useful:y}),s.textContent=g?t.thanksComment:t.thanks,p.hidden=!!g,k(),!0;let{failure:E}=h,v="status"in E?E.status:0;return s.textContent=v===404?t.feedbackLate:t.feedbackFailed,v===403&&(Ce.add(n.href),s.textContent=t.feedbackOff,s.tabIndex=-1,C.contains(C.getRootNode().activeElement)&&s.focus(),w.remove(),p.remove()),!1}return p.addEventListener("submit",y=>{y.preventDefault();let g=u.value.trim(),m=Y.get(r)?.useful===!0;g?A(m,g).then(h=>h&&(m?o:a).focus()):u.focus()}),k(),C}var S="da";function $(e){return e.page_label??(e.page===null?null:String(e.page))}var rt=64;function N(e,t){return t.every(r=>r.document_title===e.document_title)||!e.document_title?null:M(e.document_title,rt)}function J(e,{texts:t,server:n},r){let o=$(e),a=r&&e.document_title?[e.document_title,...e.section]:e.section,s=i("span",{class:"where",lang:S},a.join(" \u203A ")),l=n&&B(e.url,n),u=t.open(o),c=l?i("a",{href:l,target:"_blank",rel:"noopener"},u,i("span",{class:"unseen"},` ${t.newTab}`)):o&&i("span",{},t.page(o));return i("p",{class:"place"},a.length>0?s:null,c)}function re(e,t,n){let r=i("div",{class:n?"answer":"answer arriving",lang:S}),o=e.parts.map(d=>ot(d,e.citations)),s=new Set(e.citations.map(d=>d.document_title)).size>1||new Set(o.filter(Boolean)).size>1,l=null,u="",c=0;for(let d of at(e.parts,o)){let p=d[0],w=o[c];c+=d.length,s&&w&&w!==u&&(l=null,u=w,r.append(i("h4",{},w)));let T=[d.map(k=>k.text).join(" "),...p.citations.map(k=>it(k,e.citations,t,n))];p.kind==="list_item"?(l||r.append(l=i("ul")),l.append(i("li",{},...T))):(l=null,r.append(i("p",{},...T)))}return r}function ot(e,t){let n=t.find(o=>o.number===e.citations[0]);if(!n)return"";let r=n.section[n.section.length-1];return[N(n,t),r].filter(Boolean).join(": ")||n.document_title}function at(e,t){let n=[];return e.forEach((r,o)=>{let a=n[n.length-1],s=a?.[0],l=s?.kind==="sentence"&&r.kind==="sentence"&&t[o]===t[o-1]&&String(s.citations)===String(r.citations);a&&l?a.push(r):n.push([r])}),n}function it(e,t,n,r){if(!r)return i("span",{class:"citation",lang:n.language},String(e));let o=t.find(s=>s.number===e),a=f(String(e),"citation",()=>r(e,a));return a.setAttribute("lang",n.language),a.setAttribute("aria-label",n.source(e,o?$(o):null,o?N(o,t):null)),a}var st=110;function Re(e,t){let{texts:n}=t,r=[...new Set(e.citations.map(l=>l.document_title))].filter(Boolean),o=new Map;for(let l of e.citations)o.set(l.number,lt(l,t,N(l,e.citations)));let a=r.length===1?r[0]:null;return{element:i("div",{class:"sources"},i("h4",{},n.sources),a&&i("p",{class:"title",lang:S},a),i("ol",{role:"list"},...[...o.values()].map(l=>l.element))),show(l,u){for(let[c,d]of o)c!==l&&d.toggle(!1);o.get(l)?.visit(u)}}}function lt(e,t,n){let{texts:r}=t,o=$(e),a=r.source(e.number,o,n),s=i("div",{class:"panel",role:"group",tabindex:"-1",hidden:""});s.setAttribute("aria-label",a);let l=i("button",{type:"button",class:"opener","aria-expanded":"false"},i("span",{class:"unseen"},`${a}: `),i("span",{class:"number","aria-hidden":"true"},String(e.number)),i("span",{class:"start",lang:S},n&&i("span",{class:"of","aria-hidden":"true"},n),M(e.quote,st)),o&&i("span",{class:"page","aria-hidden":"true"},r.page(o))),u=i("li",{class:"source"},l,s),c=null;function d(p){c?.remove(),c=null,p&&!s.firstChild&&dt(s,e,t,n!==null),s.hidden=!p,l.setAttribute("aria-expanded",String(p)),u.classList.toggle("current",p)}return l.addEventListener("click",()=>d(s.hidden)),{element:u,toggle:d,visit(p){d(!0),c=f(r.back,"quiet back",()=>{d(!1),p.focus()}),s.append(c),s.focus()}}}function dt(e,t,n,r){let{texts:o,server:a}=n,s=i("mark",{},t.quote),l=i("blockquote",{lang:S},s),u=i("p",{class:"hint",role:"status"});e.append(l,u,J(t,n,r)),!(!a||!t.document_id)&&(u.textContent=o.loadingContext,he(a,t.document_id,t.page??1).then(c=>{let d="value"in c?Ee(c.value,t.quote,t.start):null;u.textContent=d?"":o.noContext,d&&l.replaceChildren(d.before,s,d.after)}))}var ct=260;function Oe(e,t,n,r){let{question:o,answer:a}=e,{texts:s}=t,l=a.understood&&a.understood!==o?a.understood:null;return i("article",{class:"turn"},i("h3",{},o),l&&i("p",{class:"understood"},`${s.understood}: `,i("q",{},l)),...a.answered?ut(a,t):[mt(a,t)],r?Le(a,t):null,a.related.length>0?ft(a.related,t,n):null)}function He(e,t,{texts:n}){return i("article",{class:"turn"},i("h3",{},e),re(t,n,null))}function ut(e,t){let{texts:n}=t,r=Re(e,t);return[e.coverage==="partial"?i("p",{class:"note"},e.notice||n.partial):null,re(e,n,r.show),r.element]}function mt(e,t){let{texts:n}=t,r=e.nearest.map(o=>o.passage);return i("div",{class:"refusal"},i("p",{},e.notice||e.answer),r.length>0?i("h4",{class:"nearest"},n.nearest):null,r.length>0?pt(r,t):null)}function pt(e,t){let n=new Set(e.map(o=>o.document_title)).size>1,r=e.map(o=>i("li",{},i("blockquote",{lang:S},M(o.text,ct)),J(o,t,n)));return i("ul",{role:"list"},...r)}function ft(e,{texts:t},n){let r=e.map(o=>i("li",{},f(o,"chip",()=>n(o))));return i("div",{class:"related"},i("h4",{},t.related),i("ul",{role:"list"},...r))}function Pe(e){let{language:t}=e,n=G[t],r=Ae(n,e.onSubmit),o=i("p",{class:"status",role:"status","aria-live":"polite"}),a=f(n.stop,"secondary stop",e.onStop),s=i("div",{class:"progress"},o),l=i("div",{role:"alert"}),u=i("div",{class:"failure"},l),c=f(n.retry,"secondary",e.onRetry),d=i("div",{class:"turns"}),p=f(n.clear,"quiet",e.onClear),w=e.accessibilityUrl?i("a",{href:e.accessibilityUrl},n.accessibility):null,C=i("div",{class:"footer"},w),T=i("h2",{id:"heading"},W(),e.heading||n.heading),k=i("section",{class:"frame","aria-labelledby":"heading"},i("div",{class:"head"},T),r.element,s,u,d,C),A=e.floating?Se(k,e.heading||n.launch,n):null,y=i("div",{class:"root",lang:t},...A?A.elements:[k]),g=null;return{element:y,form:r,isOpen:()=>A?.isOpen()??!1,setOpen:m=>A?.setOpen(m),showTurns(m,h){g=null;let[E,...v]=m.map((K,Me)=>Oe(K,{texts:n,server:h},e.onAsk,Me===m.length-1)).reverse();if(d.replaceChildren(...E?[E]:[]),v.length>0){let K=i("summary",{},n.earlier(v.length));d.append(i("details",{},K,...v))}E?C.append(p):p.remove()},showDraft(m,h,E){let v=He(m,h,{texts:n,server:E});g?g.replaceWith(v):d.prepend(v),g=v,o.textContent=n.arriving},showWorking(m){if(r.setBusy(m),d.setAttribute("aria-busy",String(m)),o.className=m?"status working":"status unseen",o.textContent=m?n.working:"",m)s.append(a);else{let h=a.getRootNode().activeElement===a;a.remove(),h&&r.focusButton(),g?.remove(),g=null}},announce(m,h=!1){o.className=h?"status":"status unseen",o.textContent=m},showFailure(m){c.remove(),l.replaceChildren(...m?xe(m,n):[]),m&&m.kind!=="no-server"&&u.append(c),u.classList.toggle("shown",m!==null)}}}var U=class U extends HTMLElement{constructor(){super(...arguments);this.shadow=this.attachShadow({mode:"open"});this.frame=null;this.conversation=new q("");this.running=null;this.failure=null}connectedCallback(){this.shadow.adoptedStyleSheets=[we()],this.render()}disconnectedCallback(){this.running?.abort(),this.running=null,this.frame?.setOpen(!1)}attributeChangedCallback(n,r,o){this.isConnected&&this.frame&&r!==o&&this.render()}get server(){let n=this.getAttribute("server");return n===null?U.scriptServer:ae(n)}render(){let{server:n}=this,r=this.frame?.form.field.value??"",o=this.frame?.isOpen()??!1,a=this.id||this.getAttribute("heading")||"",s=`rundbord-answer ${n?.href??""} ${a}`;this.conversation.key!==s&&(this.conversation=new q(s));let l=Pe({language:te(this.getAttribute("lang")),heading:this.getAttribute("heading"),floating:this.getAttribute("variant")==="floating",accessibilityUrl:B(this.getAttribute("accessibility-url"),new URL(document.baseURI)),onSubmit:()=>{this.submit()},onStop:()=>this.stop(),onRetry:()=>{l.form.focusButton(),this.submit()},onAsk:u=>{this.running||(l.form.focusButton(),l.form.fill(u),this.submit())},onClear:()=>this.clear()});this.frame=l,this.shadow.replaceChildren(l.element),l.form.fill(r),l.showTurns(this.conversation.turns,n),l.showWorking(this.running!==null),n?this.failure?.kind==="no-server"&&(this.failure=null):this.failure={kind:"no-server"},l.showFailure(this.failure),l.setOpen(o)}async submit(){let{frame:n,server:r}=this;if(!n||!r||this.running)return;let o=n.form.field.value.trim();if(!o){n.form.complain(this.texts.empty),n.form.field.focus();return}let a=new AbortController;this.running=a,this.fail(null),n.showWorking(!0);let s=await ge(r,o,this.conversation.history(),a.signal,l=>{this.running===a&&this.frame?.showDraft(o,l,r)}).catch(()=>null);if(!(this.running!==a||!s)){if(this.running=null,this.frame?.showWorking(!1),"failure"in s){this.fail(s.failure);return}this.conversation.add({question:o,answer:s.value}),this.frame?.showTurns(this.conversation.turns,r),this.frame?.form.field.value.trim()===o&&this.frame.form.fill(""),this.frame?.announce(s.value.answered?this.texts.answered(s.value.citations.length):this.texts.refused)}}stop(){this.running?.abort(),this.running=null,this.frame?.showWorking(!1),this.frame?.form.field.focus(),this.frame?.announce(this.texts.stopped,!0)}clear(){this.conversation.clear(),this.fail(null),this.frame?.form.field.focus(),this.frame?.showTurns([],this.server),this.frame?.announce(this.texts.cleared)}fail(n){this.failure=n,this.frame?.showFailure(n)}get texts(){return G[te(this.getAttribute("lang"))]}};U.scriptServer=null,U.observedAttributes=["lang","heading","server","accessibility-url","variant"];var j=U;customElements.get("rundbord-answer")||(j.scriptServer=oe(document.currentScript),customElements.define("rundbord-answer",j));})();
