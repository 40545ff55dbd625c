"use strict";(()=>{function $(e){return e instanceof HTMLScriptElement&&e.src?H(".",e.src):null}function U(e){return H(e.trim().replace(/\/*$/,"/"),document.baseURI)}function L(e,t){if(!e)return null;let r=/^\/(?!\/)/.test(e)&&!e.startsWith(t.pathname);return H(r?e.slice(1):e,t.href)?.href??null}function H(e,t){try{let r=new URL(e,t);return/^https?:$/.test(r.protocol)?r:null}catch{return null}}var y=class extends Error{};function A(e){let t=w(e);if(typeof t.answered!="boolean")throw new y("answered is missing");let r=v(t.citations).map(Q).sort((a,d)=>a.number-d.number),n=new Set(r.map(a=>a.number)),o=v(t.parts).map(a=>V(a,n)),s=g(t.answer);if(t.answered&&(o.length===0||r.length===0))throw new y("an answer without parts or citations");if(!t.answered&&!s)throw new y("a refusal without a sentence");return{answered:t.answered,coverage:t.coverage==="partial"?"partial":t.answered?"full":"none",answer:s,parts:o,citations:r,nearest:v(t.nearest).map(a=>({passage:Z(w(a).passage)})),related:v(t.related).map(g).filter(Boolean)}}function V(e,t){let r=w(e),n=new Set(v(r.citations).filter(o=>t.has(o)));return{text:g(r.text),kind:r.kind==="list_item"||r.kind==="heading"?r.kind:"sentence",citations:[...n].sort((o,s)=>o-s)}}function Q(e){let t=w(e);if(typeof t.number!="number")throw new y("a citation without a number");return{..._(t),number:t.number,quote:g(t.quote)}}function Z(e){let t=w(e);return{..._(t),text:g(t.text)}}function _(e){return{document_title:g(e.document_title),section:v(e.section).map(g).filter(Boolean),page:typeof e.page=="number"?e.page:null,page_label:g(e.page_label)||null,url:g(e.url)||null}}function w(e){if(typeof e!="object"||e===null)throw new y("not an object");return e}function v(e){return Array.isArray(e)?e:[]}function g(e){return typeof e=="string"?e:typeof e=="number"?String(e):""}var ee=2e4,re=5e3;async function O(e,t,r,n){let o=new AbortController,s=()=>o.abort(),a=setTimeout(s,ee);n.addEventListener("abort",s);try{let d=await fetch(new URL("api/v1/answer",e).href,{method:"POST",headers:{"Content-Type":"application/json",Accept:"application/json"},credentials:"omit",body:JSON.stringify(r.length>0?{question:t,history:r}:{question:t}),signal:o.signal}),u=await d.json().catch(m=>{if(o.signal.aborted)throw m});return d.ok?te(u):{failure:ne(d.status,u)}}catch(d){if(n.aborted)throw d;return o.signal.aborted?{failure:{kind:"timeout"}}:{failure:await oe(e,n)}}finally{clearTimeout(a),n.removeEventListener("abort",s)}}function te(e){try{return{answer:A(e)}}catch{return{failure:{kind:"malformed"}}}}function ne(e,t){let r=typeof t=="object"&&t!==null?t:{},n={};return typeof r.detail_da=="string"&&(n.da=r.detail_da),typeof r.detail_en=="string"&&(n.en=r.detail_en),typeof r.detail=="string"&&(n.plain=r.detail),{kind:e===403?"origin":"status",status:e,detail:n}}async function oe(e,t){let r=new AbortController,n=()=>r.abort(),o=setTimeout(n,re);t.addEventListener("abort",n);try{return await fetch(new URL("widget.js",e).href,{method:"HEAD",mode:"no-cors",cache:"no-store",credentials:"omit",signal:r.signal}),{kind:"origin",status:0,detail:{}}}catch{return{kind:"unreachable"}}finally{clearTimeout(o),t.removeEventListener("abort",n)}}var N=3,k=class{constructor(t){this.key=t;this.turns=ie(t)}add(t){this.turns=[...this.turns,t].slice(-N);try{sessionStorage.setItem(this.key,JSON.stringify(this.turns))}catch{this.forget()}}clear(){this.turns=[],this.forget()}history(){return this.turns.map(({question:t,answer:r})=>({question:t,answer:r.answer}))}forget(){try{sessionStorage.removeItem(this.key)}catch{}}};function ie(e){try{let t=JSON.parse(sessionStorage.getItem(e)??"[]");return Array.isArray(t)?t.map(r=>({question:String(r.question),answer:A(r.answer)})).slice(-N):[]}catch{return[]}}var ae=`
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
`,D=`
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
`,se=`
:host { all: initial; display: block; }
:host([hidden]) { display: none; }

/* Inheritance stops here too: a host rule such as "* { color: red }" beats :host, but cannot reach inside. */
.frame {
  all: initial;
  direction: ltr; unicode-bidi: isolate; /* which "all" leaves out */
  ${ae}
  --tint: color-mix(in srgb, var(--accent) 9%, var(--surface));
  --radius: var(--rundbord-radius, 4px);
  /* relative: what is placed for screen readers only must not lengthen the host page. */
  display: block; position: relative; box-sizing: border-box; padding: 1.5em;
  color: var(--text); background: var(--surface);
  border: 1px solid var(--border); border-top: 4px solid var(--accent); border-radius: var(--radius);
  font-family: var(--rundbord-font, "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif);
  line-height: 1.55; overflow-wrap: break-word;
}
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .frame { ${D} } }
:host([theme="dark"]) .frame { ${D} }

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
.source blockquote::before { content: "\xBB"; }
.source blockquote::after { content: "\xAB"; }
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
`,E=null;function j(){return E||(E=new CSSStyleSheet,E.replaceSync(se)),E}var le={language:"da",heading:"Sp\xF8rg dokumentet",question:"Dit sp\xF8rgsm\xE5l",ask:"Sp\xF8rg",notice:"Du skriver til et automatisk system. Det citerer dokumentet og kan tage fejl, s\xE5 f\xF8lg kilderne.",keys:"Enter sender. Skift + Enter giver en ny linje.",remaining:e=>`H\xF8jst ${e} tegn tilbage.`,empty:"Skriv et sp\xF8rgsm\xE5l f\xF8rst.",working:"Leder i dokumentet \u2026",answered:e=>`Svaret er klar med ${e} ${e===1?"kilde":"kilder"}.`,refused:"Dokumentet svarer ikke p\xE5 sp\xF8rgsm\xE5let. De n\xE6rmeste steder er vist.",partial:"Dokumentet ber\xF8rer kun sp\xF8rgsm\xE5let delvist.",sources:"Kilder",source:(e,t)=>t?`Kilde ${e}, side ${t}`:`Kilde ${e}`,page:e=>`side ${e}`,open:e=>e?`Se side ${e} i dokumentet`:"Se stedet i dokumentet",newTab:"(\xE5bner i ny fane)",back:"Tilbage til svaret",nearest:"Det n\xE6rmeste, der st\xE5r i dokumentet",related:"Sp\xF8rg videre",earlier:e=>`Tidligere svar (${e})`,clear:"Ryd sp\xF8rgsm\xE5l og svar",cleared:"Sp\xF8rgsm\xE5l og svar er ryddet.",accessibility:"Tilg\xE6ngelighedserkl\xE6ring",failed:"Der kom ikke noget svar",retry:"Pr\xF8v igen",noServer:"Siden siger ikke, hvor svarene skal hentes. Redakt\xF8ren skal angive serverens adresse.",timeout:"Serveren svarede ikke inden for 20 sekunder. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",unreachable:"Serveren kan ikke n\xE5s. Tjek, om du er p\xE5 nettet, og pr\xF8v igen. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",malformed:"Serverens svar kunne ikke l\xE6ses. Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.",origin:e=>`Serveren tager ikke imod sp\xF8rgsm\xE5l fra ${e}, for siden st\xE5r ikke p\xE5 serverens liste. Sidens redakt\xF8r skal bede serverens ejer om at f\xF8je den til.`,tooLong:"Sp\xF8rgsm\xE5let er for langt. G\xF8r det kortere, og pr\xF8v igen.",invalid:"Serveren kunne ikke bruge sp\xF8rgsm\xE5let. Skriv det om, og pr\xF8v igen.",tooMany:"Der er stillet for mange sp\xF8rgsm\xE5l p\xE5 kort tid. Vent lidt, og pr\xF8v igen.",overloaded:"Serveren har for travlt lige nu. Vent lidt, og pr\xF8v igen.",status:e=>`Serveren meldte en fejl (${e}). Dit sp\xF8rgsm\xE5l st\xE5r stadig i feltet.`},de={language:"en",heading:"Ask the document",question:"Your question",ask:"Ask",notice:"You are writing to an automatic system. It quotes the document and can miss, so check the sources.",keys:"Enter sends. Shift + Enter starts a new line.",remaining:e=>`At most ${e} characters left.`,empty:"Write a question first.",working:"Searching the document \u2026",answered:e=>`The answer is ready with ${e} ${e===1?"source":"sources"}.`,refused:"The document does not answer the question. The nearest passages are shown.",partial:"The document only partly touches on the question.",sources:"Sources",source:(e,t)=>t?`Source ${e}, page ${t}`:`Source ${e}`,page:e=>`page ${e}`,open:e=>e?`See page ${e} in the document`:"See the place in the document",newTab:"(opens in a new tab)",back:"Back to the answer",nearest:"The nearest that the document says",related:"Ask further",earlier:e=>`Earlier answers (${e})`,clear:"Clear questions and answers",cleared:"Questions and answers are cleared.",accessibility:"Accessibility statement",failed:"No answer came",retry:"Try again",noServer:"This page does not say where to get answers. Its editor must give the server's address.",timeout:"The server did not answer within 20 seconds. Your question is still in the field.",unreachable:"The server cannot be reached. Check that you are online and try again. Your question is still in the field.",malformed:"The server's answer could not be read. Your question is still in the field.",origin:e=>`The server takes no questions from ${e}, because this site is not on the server's list. The site's editor must ask the server's owner to add it.`,tooLong:"The question is too long. Shorten it and try again.",invalid:"The server could not use the question. Rephrase it and try again.",tooMany:"Too many questions in a short time. Wait a little and try again.",overloaded:"The server is too busy just now. Wait a little and try again.",status:e=>`The server reported an error (${e}). Your question is still in the field.`};function F(e){return/^en\b/i.test(e??"")?"en":"da"}var C={da:le,en:de};function i(e,t={},...r){let n=document.createElement(e);for(let[o,s]of Object.entries(t))n.setAttribute(o,s);return n.append(...r.filter(o=>o!==null)),n}function p(e,t,r){let n=i("button",{type:"button",class:t},e);return n.addEventListener("click",r),n}var ue=400;function B(e,t){let r=[i("p",{class:"failed"},t.failed),i("p",{},ce(e,t))],n="detail"in e?e.detail[t.language]??e.detail.plain:void 0;return n&&r.push(i("p",{class:"detail"},n.slice(0,ue))),r}function ce(e,t){switch(e.kind){case"no-server":return t.noServer;case"timeout":return t.timeout;case"unreachable":return t.unreachable;case"malformed":return t.malformed;case"origin":return t.origin(location.origin);case"status":return me(e.status,t)}}function me(e,t){switch(e){case 413:return t.tooLong;case 422:return t.invalid;case 429:return t.tooMany;case 503:return t.overloaded;default:return t.status(e)}}var z=1e3,ge=100;function I(e,t){let r=i("textarea",{id:"question",rows:"1",maxlength:String(z),"aria-describedby":"complaint keys notice",autocomplete:"off",enterkeyhint:"send"}),n=i("button",{type:"submit",class:"primary"},e.ask),o=i("p",{class:"hint","aria-live":"polite"}),s=i("p",{class:"complaint",id:"complaint",role:"alert"}),a=i("form",{novalidate:""},i("label",{for:"question"},e.question),i("div",{class:"row"},r,n),s,o,i("p",{class:"hint",id:"keys"},e.keys),i("p",{class:"notice",id:"notice"},e.notice));function d(l){s.textContent=l,l?r.setAttribute("aria-invalid","true"):r.removeAttribute("aria-invalid")}function u(){r.style.height="auto",r.scrollHeight>0&&(r.style.height=`${r.scrollHeight+r.offsetHeight-r.clientHeight}px`)}function m(){d("");let l=z-r.value.length,f=l>10?Math.ceil(l/10)*10:l;o.textContent=l<=ge?e.remaining(f):"",u()}return r.addEventListener("input",m),r.addEventListener("keydown",l=>{l.key!=="Enter"||l.shiftKey||l.isComposing||(l.preventDefault(),t())}),a.addEventListener("submit",l=>{l.preventDefault(),t()}),{element:a,field:r,fill:l=>{r.value=l,m()},focusButton:()=>n.focus(),setBusy:l=>n.setAttribute("aria-disabled",String(l)),complain:d}}var h="da";function x(e){return e.page_label??(e.page===null?null:String(e.page))}function R(e,{texts:t,server:r},n){let o=x(e),s=n&&e.document_title?[e.document_title,...e.section]:e.section,a=i("span",{class:"where",lang:h},s.join(" \u203A ")),d=r&&L(e.url,r),u=t.open(o),m=d?i("a",{href:d,target:"_blank",rel:"noopener"},u,i("span",{class:"unseen"},` ${t.newTab}`)):o&&i("span",{},t.page(o));return i("p",{class:"place"},s.length>0?a:null,m)}function W(e,t,r){let n=i("div",{class:"answer",lang:h}),o=null;for(let s of pe(e.parts)){let a=s[0],u=[s.map(m=>m.text).join(" "),...a.citations.map(m=>fe(m,e,t,r))];a.kind==="list_item"?(o||n.append(o=i("ul")),o.append(i("li",{},...u))):(o=null,n.append(a.kind==="heading"?i("h4",{},...u):i("p",{},...u)))}return n}function pe(e){let t=[];for(let r of e){let n=t[t.length-1],o=n?.[0],s=o?.kind==="sentence"&&r.kind==="sentence"&&String(o.citations)===String(r.citations);n&&s?n.push(r):t.push([r])}return t}function fe(e,t,r,n){let o=t.citations.find(a=>a.number===e),s=p(`[${e}]`,"citation",()=>n(e,s));return s.setAttribute("lang",r.language),s.setAttribute("aria-label",r.source(e,o?x(o):null)),s}function G(e,t){let{texts:r}=t,n=[...new Set(e.citations.map(l=>l.document_title))].filter(Boolean),o=new Map;for(let l of e.citations){let f=i("li",{class:"source",tabindex:"-1","aria-label":r.source(l.number,x(l))},i("span",{class:"number","aria-hidden":"true"},String(l.number)),i("div",{class:"evidence"},i("blockquote",{lang:h},l.quote),R(l,t,n.length>1)));o.set(l.number,f)}let s=n.length===1?n[0]:null,a=i("div",{class:"sources"},i("h4",{},r.sources),s&&i("p",{class:"title",lang:h},s),i("ol",{role:"list"},...o.values())),d=null;function u(){d?.item.classList.remove("current"),d?.back.remove(),d=null}function m(l,f){let b=o.get(l);if(!b)return;u();let c=p(r.back,"quiet back",()=>{u(),f.focus()});b.lastElementChild?.append(c),b.classList.add("current"),b.focus(),d={item:b,back:c}}return{element:a,show:m}}var K=260;function Y(e,t,r){let{question:n,answer:o}=e;return i("article",{class:"turn"},i("h3",{},n),...o.answered?he(o,t):[ye(o,t)],o.related.length>0?we(o.related,t,r):null)}function he(e,t){let{texts:r}=t,n=G(e,t);return[e.coverage==="partial"?i("p",{class:"note"},r.partial):null,W(e,r,n.show),n.element]}function ye(e,t){let{texts:r}=t,n=e.nearest.map(o=>o.passage);return i("div",{class:"refusal"},i("p",{},e.answer),e.coverage==="partial"?i("p",{},r.partial):null,n.length>0?i("h4",{class:"nearest"},r.nearest):null,n.length>0?be(n,t):null)}function be(e,t){let r=new Set(e.map(o=>o.document_title)).size>1,n=e.map(o=>i("li",{},i("blockquote",{lang:h},ve(o.text)),R(o,t,r)));return i("ul",{role:"list"},...n)}function ve(e){return e.length<=K?e:`${e.slice(0,K).replace(/\s+\S*$/,"")} \u2026`}function we(e,{texts:t},r){let n=e.map(o=>i("li",{},p(o,"quiet",()=>r(o))));return i("div",{class:"related"},i("h4",{},t.related),i("ul",{role:"list"},...n))}function X(e){let{language:t}=e,r=C[t],n=I(r,e.onSubmit),o=i("p",{class:"status",role:"status","aria-live":"polite"}),s=i("div",{role:"alert"}),a=i("div",{class:"failure"},s),d=p(r.retry,"secondary",e.onRetry),u=i("div",{class:"turns"}),m=p(r.clear,"quiet",e.onClear),l=e.accessibilityUrl?i("a",{href:e.accessibilityUrl},r.accessibility):null,f=i("div",{class:"footer"},l);return{element:i("section",{class:"frame",lang:t,"aria-labelledby":"heading"},i("h2",{id:"heading"},e.heading||r.heading),n.element,o,a,u,f),form:n,showTurns(c,J){let[q,...M]=c.map(P=>Y(P,{texts:r,server:J},e.onAsk)).reverse();if(u.replaceChildren(...q?[q]:[]),M.length>0){let P=i("summary",{},r.earlier(M.length));u.append(i("details",{},P,...M))}q?f.append(m):m.remove()},showWorking(c){n.setBusy(c),u.setAttribute("aria-busy",String(c)),o.className=c?"status working":"status unseen",o.textContent=c?r.working:""},announce(c){o.className="status unseen",o.textContent=c},showFailure(c){d.remove(),s.replaceChildren(...c?B(c,r):[]),c&&c.kind!=="no-server"&&a.append(d),a.classList.toggle("shown",c!==null)}}}var T=class T extends HTMLElement{constructor(){super(...arguments);this.shadow=this.attachShadow({mode:"open"});this.frame=null;this.conversation=new k("");this.running=null;this.failure=null}connectedCallback(){this.shadow.adoptedStyleSheets=[j()],this.render()}disconnectedCallback(){this.running?.abort(),this.running=null}attributeChangedCallback(r,n,o){this.isConnected&&this.frame&&n!==o&&this.render()}get server(){let r=this.getAttribute("server");return r===null?T.scriptServer:U(r)}render(){let{server:r}=this,n=this.frame?.form.field.value??"",o=this.id||this.getAttribute("heading")||"",s=`rundbord-answer ${r?.href??""} ${o}`;this.conversation.key!==s&&(this.conversation=new k(s));let a=X({language:F(this.getAttribute("lang")),heading:this.getAttribute("heading"),accessibilityUrl:L(this.getAttribute("accessibility-url"),new URL(document.baseURI)),onSubmit:()=>{this.submit()},onRetry:()=>{a.form.focusButton(),this.submit()},onAsk:d=>{this.running||(a.form.focusButton(),a.form.fill(d),this.submit())},onClear:()=>this.clear()});this.frame=a,this.shadow.replaceChildren(a.element),a.form.fill(n),a.showTurns(this.conversation.turns,r),a.showWorking(this.running!==null),r?this.failure?.kind==="no-server"&&(this.failure=null):this.failure={kind:"no-server"},a.showFailure(this.failure)}async submit(){let{frame:r,server:n}=this;if(!r||!n||this.running)return;let o=r.form.field.value.trim();if(!o){r.form.complain(this.texts.empty),r.form.field.focus();return}let s=new AbortController;this.running=s,this.fail(null),r.showWorking(!0);let a=await O(n,o,this.conversation.history(),s.signal).catch(()=>null);if(!(this.running!==s||!a)){if(this.running=null,this.frame?.showWorking(!1),"failure"in a){this.fail(a.failure);return}this.conversation.add({question:o,answer:a.answer}),this.frame?.showTurns(this.conversation.turns,n),this.frame?.form.field.value.trim()===o&&this.frame.form.fill(""),this.frame?.announce(a.answer.answered?this.texts.answered(a.answer.citations.length):this.texts.refused)}}clear(){this.conversation.clear(),this.fail(null),this.frame?.form.field.focus(),this.frame?.showTurns([],this.server),this.frame?.announce(this.texts.cleared)}fail(r){this.failure=r,this.frame?.showFailure(r)}get texts(){return C[F(this.getAttribute("lang"))]}};T.scriptServer=null,T.observedAttributes=["lang","heading","server","accessibility-url"];var S=T;customElements.get("rundbord-answer")||(S.scriptServer=$(document.currentScript),customElements.define("rundbord-answer",S));})();
