import { clock, el, rich, spoken } from "./dom.js";

const SOURCES = { google: "a Google ad", instagram: "an Instagram ad", newsletter: "the newsletter" };
const first = (value) => (Array.isArray(value) ? value[0] : value);
const millis = (from, to) => Math.max(0, Math.round(new Date(to) - new Date(from)));

/** The ad as one says it; stars are for what is bold. */
function ad(params) {
  const source = first(params.utm_source);
  if (!source) return "*no ad*";
  const campaign = first(params.utm_campaign);
  return `*${SOURCES[source] || source}*` + (campaign ? `, campaign *${campaign}*` : "");
}

/** The point of it all in one sentence, as far as it is known. */
function answer({ click, lead }) {
  const row = lead?.lead_json;
  const by = click && ad(click.parsed_params);
  const linked = click?.correlated_at;
  if (lead?.lead_status === "complete") {
    const who = `*${row.contact_name}*, ${row.contact_email}, ${spoken(row.contact_number)}`;
    return linked ? `A lead: ${who}. Brought by ${by}.` : `A lead: ${who}. *Nobody knows by which ad.*`;
  }
  if (linked && !row) return `Somebody wrote, and is the visitor who came by ${by}.`;
  if (linked) return `*${row.contact_name}* wrote from ${spoken(row.contact_number)} and is the visitor who came by ${by}.`;
  if (lead) return `*${row.contact_name}* wrote from ${spoken(row.contact_number)}, without the reference: *nobody knows by which ad.*`;
  if (click) return `Visitor *${click.correlation_id}* came by ${by} and pressed the button. *Still without a name.*`;
  return "Somebody is on the website. *Who is it, and which ad paid for the visit?*";
}

function steps({ click, lead }) {
  const linked = click?.correlated_at;
  const complete = lead?.lead_status === "complete";
  const params = click?.parsed_params || {};
  return [
    ["Came by an ad", click && [first(params.utm_source), first(params.utm_campaign)].filter(Boolean).join(" · ")],
    ["Pressed the button", click && `${clock(click.created_at)} ${click.correlation_id}`],
    ["Wrote on WhatsApp", lead && (linked ? clock(linked) : clock(lead.created_at) + " · no reference")],
    ["Is a lead", complete && clock(lead.updated_at)],
  ];
}

const pretty = (json) => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
};

const headersAndBody = (headers, body) =>
  Object.entries(headers || {}).map(([name, value]) => `${name}: ${value}`).join("\n") + "\n\n" + pretty(body);

/** What an event's time is the time of; to one that was not sent nothing happened. */
const HAPPENED = { delivered: "heard", pending: "tried", failed: "tried" };

function tookEvent({ body, received_at, verified, delivery }) {
  const happened = verified ? "heard" : HAPPENED[delivery?.status];
  const since = JSON.parse(body).timestamp;
  return happened && received_at && since ? `${happened} after ${millis(since, received_at)} ms` : "";
}

/** One call between the systems, however we learnt of it. */
export const ofEvent = ({ event_id, event_type, headers, body, received_at, verified, delivery }) => ({
  key: `${event_id} ${verified ? "heard " + received_at : "delivered"}`,
  at: received_at,
  name: event_type,
  way: "Aurix → Glow Salon",
  took: tookEvent({ body, received_at, verified, delivery }),
  state: verified || delivery?.status === "delivered" ? "good" : delivery?.status === "pending" ? "open" : "bad",
  badge: verified ? "signature verified" : delivery?.status + (delivery?.last_status_code ? " " + delivery.last_status_code : ""),
  text: headersAndBody(headers, body),
});

export const ofMessage = (at, { message_id, status, took_ms, request }) => ({
  key: `${message_id} ${at}`,
  at,
  name: "message",
  way: "WhatsApp → Aurix",
  took: `answered in ${Math.round(took_ms)} ms`,
  state: status === 200 ? "good" : "bad",
  badge: String(status),
  text: `POST ${request.url}\n` + headersAndBody(request.headers, request.body),
});

const LEAD_FIELDS = ["lead_id", "lead_status", "contact_name", "contact_email", "contact_number", "updated_at"];
const CLICK_FIELDS = ["correlation_id", "created_at", "correlated_at", "utm_source", "utm_campaign", "gclid", "fbclid", "page_title", "referrer"];

/** What Glow Salon's own system knows. */
export class Partner {
  #root;
  #shown = new Map();
  #rows = new Map();

  /** @param actions take(): have events sent here */
  constructor(root, actions) {
    this.#root = root;
    root.querySelector(".elsewhere button").addEventListener("click", actions.take);
    this.forget();
  }

  forget() {
    this.#shown.clear();
    this.#rows.clear();
    this.#part(".traffic").replaceChildren();
    this.#part(".rows").replaceChildren();
  }

  /**
   * @param traffic calls between the systems, in the order in which they were heard of
   * @param elsewhere what hinders events from coming here; null where nothing does
   */
  render({ click, lead, traffic, elsewhere }) {
    const sentence = answer({ click, lead });
    const place = this.#part(".answer");
    if (place.dataset.says !== sentence) {
      place.dataset.says = sentence;
      place.replaceChildren(...rich(sentence));
      place.classList.toggle("known", lead?.lead_status === "complete" && !!click?.correlated_at);
    }
    this.#journey(steps({ click, lead }));
    this.#traffic(traffic);
    this.#part(".quiet").hidden = traffic.length > 0;
    this.#part(".elsewhere").hidden = !elsewhere;
    if (this.#part(".elsewhere p").textContent !== elsewhere) this.#part(".elsewhere p").textContent = elsewhere;
    this.#row("leads", "GET /integrations/external/leads", LEAD_FIELDS, lead, { ...lead?.lead_json, ...lead });
    this.#row("attribution", "GET /integrations/external/attribution", CLICK_FIELDS, click, { ...click?.parsed_params, ...click });
  }

  #part(css) {
    return this.#root.querySelector(css);
  }

  #journey(taken) {
    const now = JSON.stringify(taken);
    const place = this.#part(".journey");
    if (place.dataset.says === now) return; // so that what is selected stays so
    place.dataset.says = now;
    place.replaceChildren(...taken.map(([name, detail]) =>
      el("li", { class: detail ? "done" : "" }, el("b", {}, name), el("span", {}, detail || ""))));
  }

  #traffic(traffic) {
    for (const call of traffic) {
      const known = this.#shown.get(call.key);
      if (known?.badge === call.badge) continue;
      const line = el("li", {}, el("details", {},
        el("summary", {},
          el("time", {}, call.at ? clock(call.at) : ""),
          el("code", {}, call.name),
          el("span", { class: "badge " + call.state }, call.badge),
          el("span", { class: "way" }, [call.way, call.took].filter(Boolean).join(", "))),
        el("pre", { tabindex: 0, "aria-label": call.name + " as sent" }, call.text)));
      if (known) known.line.replaceWith(line);
      else this.#part(".traffic").append(line);
      this.#shown.set(call.key, { badge: call.badge, line });
    }
  }

  #row(key, caption, fields, row, values) {
    const now = JSON.stringify(row ?? null);
    const before = this.#rows.get(key);
    if (before?.now === now) return;
    const text = (field) => String(first(values[field]) ?? "–");
    const cells = row ? Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, text(field)])) : {};
    const figure = el("details", { id: "row-" + key, open: before?.figure.open ?? true },
      el("summary", {}, el("code", {}, caption)),
      row
        ? el("table", {}, el("tbody", {}, ...Object.entries(cells).map(([field, value]) =>
            el("tr", {}, el("th", { scope: "row" }, field),
              el("td", before && before.cells[field] !== value ? { class: "new" } : {}, value)))))
        : el("p", { class: "quiet" }, "No row of this visitor yet."));
    if (before) before.figure.replaceWith(figure);
    else this.#part(".rows").append(figure);
    this.#rows.set(key, { now, cells, figure });
  }
}
