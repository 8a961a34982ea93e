// The Aurix WhatsApp widget. What a website can set is in docs/widget.md; tests keep this file under 6 KiB of gzip.
(() => {
  "use strict";
  const known = window.aurixWidget || {};
  if (known.mount) return known.mount(); // one widget, however many scripts; back again where a framework took it out

  const script = [
    document.currentScript,
    document.getElementById("wa-widget-loader"),
    document.querySelector("script[data-omnichat-whatsapp-token]"),
  ].find((candidate) => candidate?.dataset?.omnichatWhatsappToken);
  if (!script) return console.warn("Aurix widget: no script has data-omnichat-whatsapp-token");

  const data = { ...script.dataset };
  const base = script.src;
  const token = data.omnichatWhatsappToken;
  const name = data.displayName?.trim() || "WhatsApp";
  const here = () => location.href.slice(0, 8192); // the longest that is kept

  // What is remembered: the device, the first landing page of 12 hours, whether the card was minimised, our number.
  const KEY = "aurixWidget";
  const FIRST_TOUCH_MS = 12 * 60 * 60 * 1000;
  const PATIENCE_MS = 1500;
  const IN_APP = /; wv\)|MetaIAB|FBA[NV]|Instagram/; // browsers within apps
  let allowed = data.consent !== "required" || known.consented === true;
  let memory = {};

  function fresh(kept) {
    const age = Date.now() - kept.landedAt;
    if (age >= 0 && age <= FIRST_TOUCH_MS) return kept;
    const { landing, landedAt, ...rest } = kept;
    return rest;
  }

  function keep(more) {
    let kept = {};
    try {
      kept = (allowed && JSON.parse(localStorage.getItem(KEY))) || {};
    } catch {} // blocked, or not ours: memory will do
    memory = { ...fresh(memory), ...fresh(kept), ...more };
    if (!/^[\da-f-]{36}$/.test(memory.device)) memory.device = uuid();
    if (!memory.landing) Object.assign(memory, { landing: here(), landedAt: Date.now() });
    try {
      if (allowed) localStorage.setItem(KEY, JSON.stringify(memory));
    } catch {}
    return memory;
  }

  // crypto.randomUUID is missing on pages without https.
  function uuid() {
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
  }

  // The click.
  const server = (path) => new URL("widget/" + path, base);

  async function post() {
    const { device, landing } = keep();
    const answer = await (await fetch(server("clicks"), {
      method: "POST",
      keepalive: true,
      credentials: "omit", // and as text, not as application/json: no preflight takes its part of our patience
      body: JSON.stringify({
        token,
        device_id: device,
        click_url: here(),
        first_raw_url: landing,
        referrer: document.referrer || null,
        page_title: [...document.title.replace(/[\0\p{Cs}]/gu, "")].slice(0, 512).join("") || null, // Cs: halves of emojis
      }),
    })).json();
    keep({ ["phone " + token]: /^https:\/\/wa\.me\/(\d+)\?/.exec(answer.whatsapp_url)[1] });
    return answer;
  }

  /** WhatsApp without us: to the number we know, with the website's own message. */
  function plainLink() {
    const digits = (data.phoneNumber || memory["phone " + token] || "").replace(/\D/g, "");
    const text = data.messageTemplate;
    return "https://wa.me/" + digits + (text ? "?text=" + encodeURIComponent(text) : "");
  }

  /** The answer, or nothing where it fails or takes too long; the click goes on being sent. */
  const inTime = (posted) =>
    Promise.race([posted, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).catch(() => {});

  let pressed; // what led to the last click
  let posted; // its answer to come
  let waiting; // whether a tab waits for it

  function click({ currentTarget, detail }) {
    if (detail > 1) return; // the second half of a double click
    if (!panel.hidden) return close();
    if (waiting) return;
    pressed = currentTarget;
    posted = post();
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) offer(posted);
    else go(posted);
  }

  /** On a phone: WhatsApp in a tab, opened while the press still counts, so that no popup blocker minds. */
  async function go(posted) {
    waiting = true;
    let tab;
    try {
      tab = IN_APP.test(navigator.userAgent) ? null : window.open("", "_blank");
      if (tab === window || tab === window.top) tab = null; // where an app has no tabs, it may answer with the page
      tab.opener = null;
      tab.document.title = tab.document.body.textContent = "WhatsApp …";
    } catch {} // there is no tab: this page leaves instead
    const url = (await inTime(posted))?.whatsapp_url || plainLink();
    waiting = false;
    try {
      tab.location.href = url;
    } catch {
      location.href = url;
    }
  }

  /** On a desktop: the same hand-off as a QR code for the phone and as a link, both also where the answer comes late. */
  async function offer(mine) {
    const current = (show) => (result) => mine === posted && show(result);
    const scan = panel.querySelector(".scan");
    const link = panel.querySelector("a");
    const drawing = mine.then(code);
    scan.firstChild.replaceChildren();
    link.removeAttribute("href");
    card.hidden = true;
    panel.hidden = scan.hidden = false;
    round.setAttribute("aria-expanded", true);
    panel.focus();
    mine.then(current((answer) => (link.href = answer.whatsapp_url))).catch(() => {});
    drawing.then(current((drawn) => {
      scan.firstChild.replaceChildren(drawn);
      scan.hidden = false;
    })).catch(() => {});
    if (await inTime(mine)) await inTime(drawing);
    if (mine !== posted) return;
    link.href ||= plainLink();
    scan.hidden = !scan.firstChild.firstChild;
  }

  async function code({ correlation_id }) {
    const query = new URLSearchParams({ token, correlation_id });
    const response = await fetch(server("qr.svg?" + query), { credentials: "omit" });
    const [, viewBox, d] = /viewBox="([\d ]+)".* d="([^"]+)"/s.exec(await response.text());
    return picture(d, { viewBox, role: "img", "aria-label": labels.code, "shape-rendering": "crispEdges" });
  }

  function close() {
    panel.hidden = true;
    showCard();
    round.setAttribute("aria-expanded", false);
    (card.hidden ? round : pressed).focus();
  }

  function showCard() {
    card.hidden = data.popup !== "1" || !!memory.minimised;
  }

  // The look.
  const labels = {
    open: data.labelOpen || `Message ${data.displayName?.trim() || "us"} on WhatsApp`,
    message: data.labelMessage || "Message us",
    minimise: data.labelMinimise || "Minimise",
    close: data.labelClose || "Close",
    scan: data.labelScan || "Scan to chat on your phone",
    code: data.labelCode || "QR code that opens WhatsApp on your phone",
    web: data.labelWeb || "Continue to WhatsApp Web",
  };

  const STYLE = `
:host { all: initial; position: fixed; z-index: var(--wa-widget-z-index, 2147483000);
  right: var(--wa-widget-right, 20px); left: var(--wa-widget-left, auto);
  bottom: calc(var(--wa-widget-bottom, 20px) + env(safe-area-inset-bottom, 0px)); pointer-events: none }
@media print { :host { display: none } }
[hidden] { display: none !important }
* { box-sizing: border-box }
section { display: grid; gap: 16px; justify-items: var(--wa-widget-align, right);
  font: 400 16px/1.4 var(--wa-widget-font, system-ui, sans-serif); color: #111b21 }
.card, .round { pointer-events: auto; box-shadow: 0 6px 24px #0000003d, 0 0 1px #0006 }
.card { --used: calc(100px + var(--wa-widget-bottom, 20px) + env(safe-area-inset-bottom, 0px)); max-height: calc(100vh - var(--used));
  max-height: calc(100dvh - var(--used)); width: min(330px, calc(100vw - 40px)); overflow: auto; border-radius: 16px;
  background: #ece5dd; outline: 0; overflow-wrap: anywhere }
header { display: flex; align-items: center; gap: 12px; padding: 10px 16px; padding-inline-end: 10px; font-weight: 600; font-size: 17px;
  background: var(--wa-widget-header, #075e54); color: #fff }
header i { flex: none; width: 36px; line-height: 36px; border-radius: 50%; background: #ffffff38; text-align: center;
  font-style: normal; font-size: 15px }
header span { flex: 1 }
button, a { font: inherit; color: inherit; border: 0; cursor: pointer; transition: filter .15s, transform .15s }
:focus-visible { outline: 3px solid #111b21; outline-offset: 2px; box-shadow: 0 0 0 2px #fff }
header button { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; background: none }
header button:focus-visible { outline-color: #fff; outline-offset: -4px; box-shadow: none }
header button:hover { background: #ffffff24 }
svg { display: block; fill: currentColor; fill-rule: evenodd }
.body { display: grid; gap: 12px; padding: 14px 16px 16px }
.body > * { margin: 0; padding: 12px 14px; border-radius: 12px; background: #fff; box-shadow: 0 1px 2px #0000001f }
.name { display: block; margin-bottom: 4px; font-size: 14px; color: #5b6870 }
.text { white-space: pre-line }
.wide { display: block; width: 100%; text-align: center; text-decoration: underline; text-underline-offset: 2px }
.wide:hover { filter: brightness(.96) }
.wide:not(button, [href]) { opacity: .6; cursor: wait }
.scan { text-align: center }
.code { width: clamp(140px, 100vh - 324px, 236px); aspect-ratio: 1; margin: -4px auto 0; border-radius: 8px;
  color: #000; background: #fff; forced-color-adjust: none }
.code:empty { background: #eef1f2 }
.round { display: grid; place-items: center; width: 60px; height: 60px; padding: 0; border-radius: 50%;
  background: var(--wa-widget-color, #1daa61); color: var(--wa-widget-icon, #fff) }
.round:hover { transform: scale(1.06) }
@media (forced-colors: active) { .card, .round { border: 1px solid } }
@media (prefers-reduced-motion: no-preference) {
  .card { animation: rise .25s ease-out }
  .code:empty { animation: wait 1s infinite alternate }
  @keyframes rise { from { opacity: 0; transform: translateY(12px) } }
  @keyframes wait { to { opacity: .4 } }
}
@media (prefers-reduced-motion) { * { transition: none !important } .round:hover { transform: none } }`;

  const HANDSET = // in a speech bubble
    "M12.1 1.7a10 10 0 0 0-8.65 15L2 22.3l5.75-1.6A10 10 0 1 0 12.1 1.7zm0 2a8 8 0 1 1-4.1 14.8l-.3-.2-2.9.8.8-2.8-.2-.3A8 8 0 0 1 12.1 3.7zM8.3 7.6c.5-.5 1.2-.4 1.5.2l.8 1.7c.1.3.1.6-.1.8l-.7.9c.8 1.6 2 2.7 3.6 3.4l.8-1c.2-.3.5-.3.8-.2l1.7.8c.6.3.7.9.4 1.4-.7 1.1-1.9 1.6-3.2 1.3-3.3-.8-6-3.5-6.8-6.5-.3-1 .3-2 1.2-2.8z";

  function set(element, attributes) {
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  }

  function element(tag, attributes, ...children) {
    const made = set(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  // Made node by node: no markup is parsed, so that Trusted Types have nothing to object to.
  function picture(d, attributes) {
    const make = (tag, given) => set(document.createElementNS("http://www.w3.org/2000/svg", tag), given);
    const svg = make("svg", attributes);
    svg.append(make("path", { d }));
    return svg;
  }

  function button(action, attributes, content) {
    const made = element("button", { type: "button", ...attributes }, content);
    made.onclick = action;
    return made;
  }

  const icon = (d, size) => picture(d, { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": true });

  const cardOf = (attributes, control, ...body) =>
    element("div", { class: "card", ...attributes },
      element("header", {}, element("i", { "aria-hidden": true }, [...name][0].toUpperCase()), element("span", {}, name), control),
      element("div", { class: "body" }, ...body));

  function minimise() {
    keep({ minimised: true });
    showCard();
    round.focus();
  }

  const card = cardOf({},
    button(minimise, { "aria-label": labels.minimise }, icon("M5 11h14v2H5z", 24)),
    element("p", { class: "text" }, element("span", { class: "name" }, name), data.previewMessage || ""),
    button(click, { class: "wide" }, labels.message));
  const panel = cardOf({ role: "dialog", "aria-label": labels.open, tabindex: -1, hidden: "" },
    button(close, { "aria-label": labels.close },
      icon("m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z", 24)),
    element("div", { class: "scan" }, element("div", { class: "code" }), labels.scan),
    element("a", { class: "wide", target: "_blank", rel: "noopener" }, labels.web));
  const round = button(click, { class: "round", "aria-label": labels.open }, icon(HANDSET, 36));

  const host = document.createElement("aurix-widget");
  const root = host.attachShadow({ mode: "open" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(element("style", {}, STYLE)); // browsers before 2023
  }
  root.append(element("section", { "aria-label": "WhatsApp" }, card, panel, round));

  document.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape" || target !== host) return;
    if (!panel.hidden) close();
    else if (!card.hidden) minimise();
  });

  const mount = () => {
    if (!document.body) addEventListener("DOMContentLoaded", mount, { once: true });
    else if (!host.isConnected) document.documentElement.append(host); // beside the body, which frameworks replace
  };
  const consent = (given) => {
    allowed = given !== false;
    keep();
    try {
      if (!allowed) localStorage.removeItem(KEY);
    } catch {}
    if (panel.hidden) showCard();
  };

  window.aurixWidget = { consent, mount };
  keep();
  showCard();
  mount();
})();
