// Who visits: somebody with a phone, kept as the widget keeps the browser, so that a reload goes on where the journey was.
const KEY = "aurixDemo";
const WIDGET_KEY = "aurixWidget";
const WINDOW_MS = 11 * 60 * 60 * 1000; // within the twelve hours of a session
const NAMES = ["Mei Lin", "Sara Ahmed", "Arjun Rao", "Nurul Huda", "Tom Baker", "Lucía Gómez", "Aiko Mori", "Daniel Osei"];

function random(below) {
  return Number(crypto.getRandomValues(new BigUint64Array(1))[0] % BigInt(below));
}

function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null; // blocked: the visitor lasts as long as the page
  }
}

/** What the widget remembers of whom was there before. */
export function forgetWidget() {
  stored((storage) => storage.removeItem(WIDGET_KEY));
}

/** A visitor nobody has seen. */
export function anew(token, ad) {
  const name = NAMES[random(NAMES.length)];
  return save({
    token,
    ad,
    name,
    email: name.normalize("NFD").replace(/[^a-z ]/gi, "").toLowerCase().replace(" ", ".") + "@example.com",
    // Numbers that exist in films alone: 555-0100 to 555-0199 of any area.
    waId: "1" + (201 + random(780)) + "5550" + (100 + random(100)),
    userId: "US." + (10n ** 18n + BigInt(random(2 ** 53))).toString(),
    startedAt: Date.now(),
    references: [],
    handOff: null,
    chat: [],
  });
}

/** The visitor of before, unless that is too long ago or was in another sandbox. */
export function known(token) {
  const kept = stored((storage) => JSON.parse(storage.getItem(KEY)));
  if (kept?.token !== token || Date.now() - kept.startedAt > WINDOW_MS) return null;
  for (const message of kept.chat) if (message.state === "sending") message.state = "failed"; // the page was left meanwhile
  return kept;
}

/** Calls back when another tab of this browser has another visitor. */
export function onOtherTab(use) {
  addEventListener("storage", ({ key, newValue }) => key === KEY && newValue && use(JSON.parse(newValue)));
}

export function save(visitor) {
  stored((storage) => storage.setItem(KEY, JSON.stringify(visitor)));
  return visitor;
}

export function messageId() {
  return "wamid." + btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(27))));
}

/** Whether an event or a row of a lead is this visitor's. */
export const isOf = (visitor, data) =>
  visitor.references.includes(data.correlation_id) || data.phone_number === visitor.waId ||
  (data.lead_data?.phone || "").replace(/\D/g, "") === visitor.waId;
