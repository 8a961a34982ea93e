// Within the demo, what leads to WhatsApp leads to the phone beside: this does what a browser and its system do on a real visit.
// The widget is the real one and knows nothing of it. A shop that stands alone is left as it is.
(() => {
  "use strict";
  if (parent === window) return;
  const visit = window.name; // the page gives each visit a name, so that nothing late of the one before counts
  const tell = (message) => parent.postMessage({ visit, ...message }, location.origin);

  // Where the visitor came from, as it would be if the ad were real.
  const REFERRERS = { google: "https://www.google.com/", instagram: "https://l.instagram.com/" };
  const referrer = REFERRERS[new URLSearchParams(location.search).get("utm_source")] || "";
  Object.defineProperty(document, "referrer", { get: () => referrer });

  // On a phone, the widget opens a tab and leads it to WhatsApp.
  window.open = () => ({ document: { body: {} }, location: { set href(url) { tell({ kind: "opened", url }); } } });

  // On a desktop, it offers a link to WhatsApp …
  addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node.href?.startsWith?.("https://wa.me/"));
    if (!link) return;
    event.preventDefault();
    tell({ kind: "opened", url: link.href });
  }, true);

  // … beside a code, which the phone's camera sees for as long as it is shown.
  const watch = { childList: true, subtree: true, attributes: true, attributeFilter: ["href", "hidden"] };
  let seen = null;
  function look(root) {
    const panel = root.querySelector("[role=dialog]");
    const code = panel.hidden ? null : panel.querySelector("svg[role=img]");
    const url = panel.querySelector("a[href]")?.href;
    const now = code && url ? url : null;
    if (now === seen) return;
    seen = now;
    tell(now
      ? { kind: "code", url, viewBox: code.getAttribute("viewBox"), d: code.firstChild.getAttribute("d") }
      : { kind: "no code" });
  }
  addEventListener("DOMContentLoaded", () => {
    const root = document.querySelector("aurix-widget")?.shadowRoot;
    if (root) new MutationObserver(() => look(root)).observe(root, watch);
  });
})();
