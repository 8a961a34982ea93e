// The three panes and what passes between them. The website is the real widget, the phone posts what Meta would post, and the
// partner's side is a listener and a client of the public API.
import * as api from "./api.js";
import { el } from "./dom.js";
import { ofEvent, ofMessage, Partner } from "./partner.js";
import { Phone } from "./phone.js";
import { anew, isOf, known, messageId, save } from "./visitor.js";

const LOOK_EVERY_MS = 500;
const ROWS_EVERY = 6; // looks
const REFERENCE = /O-[A-Za-z0-9]{7}/;
const ADS = {
  google: ["Google ad", "utm_source=google&utm_medium=cpc&utm_campaign=spring-facials&gclid=EAIaIQobChMI-Demo"],
  instagram: ["Instagram ad", "utm_source=instagram&utm_medium=paid_social&utm_campaign=bridal-glow&fbclid=IwAR0-Demo"],
  newsletter: ["Newsletter", "utm_source=newsletter&utm_medium=email&utm_campaign=loyal-guests"],
};

const find = (css) => document.querySelector(css);
const shop = find("#shop");
const phone = new Phone(find("#phone"), { open, sent, again });
const partner = new Partner(find("#partner"), { take });

let token;
let visitor;
let seen; // what the partner's side knows: rows and calls
let heardUpTo = 0;
let looks = 0;

function blank() {
  return { click: null, lead: null, heard: [], traffic: [], elsewhere: seen?.elsewhere ?? null };
}

// 1. The website.

for (const [id, [label]] of Object.entries(ADS)) {
  find(".ads").append(el("label", {}, el("input", { type: "radio", name: "ad", value: id, onchange: () => come(id) }), label));
}

/** Somebody who comes by another ad before the first press is somebody else; after it, the same person came back. */
function come(ad) {
  if (visitor.references.length === 0) visitor = anew(token, ad);
  else save(Object.assign(visitor, { ad }));
  visit();
}

function visit() {
  const path = "/demo/shop?" + ADS[visitor.ad][1];
  find(`.ads [value=${visitor.ad}]`).checked = true;
  find(".address").replaceChildren(location.host + "/demo/shop", el("b", {}, path.slice("/demo/shop".length)));
  shop.contentWindow.location.replace(path);
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== shop.contentWindow || origin !== location.origin) return;
  if (data.kind === "code") {
    remember(data.url);
    if (visitor.chat.length === 0) phone.camera(data);
  }
  if (data.kind === "no code" && !visitor.handOff) phone.home();
  if (data.kind === "opened") open(data.url);
});

/** The hand-off tells which click it was. */
function remember(url) {
  const handOff = new URL(url);
  const text = handOff.searchParams.get("text") || "";
  const reference = REFERENCE.exec(text)?.[0];
  if (reference && !visitor.references.includes(reference)) visitor.references.push(reference);
  save(visitor);
  look();
  return { text, digits: handOff.pathname.replace(/\D/g, "") };
}

// 2. The phone.

function open(url) {
  visitor.handOff = remember(url);
  save(visitor);
  phone.chat(visitor);
  phone.write(visitor.handOff.text);
  turnTo("phone");
}

function sent(text) {
  const message = { id: messageId(), from: "me", text, at: Date.now(), state: "sending" };
  visitor.chat.push(message);
  deliver(visitor, message);
}

function again(message) {
  deliver(visitor, message);
}

async function deliver(sender, message) {
  message.state = "sending";
  phone.chat(sender);
  try {
    const { waId, userId, name } = sender;
    const posted = await api.send({ wa_id: waId, user_id: userId, name, text: message.text, message_id: message.id });
    if (sender === visitor) seen.traffic.push(ofMessage(Date.now(), posted));
    message.state = posted.status === 200 ? "delivered" : "failed";
  } catch {
    message.state = "failed"; // which the bubble says
  }
  save(sender);
  if (sender !== visitor) return; // somebody else has the phone by now
  phone.chat(sender);
  if (message.state === "delivered") {
    await look(true);
    reply(sender);
  }
}

/** The salon's side of the chat, played by this page: it asks for what the lead still lacks. */
function reply(to) {
  if (to !== visitor || !seen.lead) return;
  const lacksEmail = !seen.lead.lead_json.contact_email;
  const before = to.chat.filter(({ from }) => from === "them").length;
  const text = lacksEmail
    ? before === 0
      ? `Hi ${to.name.split(" ")[0]}! Thank you for writing to us. Which e-mail address may we send our offer to?`
      : "There was no e-mail address in that, was there? Where may we send our offer to?"
    : to.thanked ? "Noted, thank you!" : "Thank you, our offer is on its way!";
  if (!lacksEmail) to.thanked = true;
  to.chat.push({ id: messageId(), from: "them", text, at: Date.now() });
  save(to);
  phone.chat(to);
  suggest();
}

function suggest() {
  const asked = visitor.chat.at(-1)?.from === "them" && seen.lead && !seen.lead.lead_json.contact_email;
  phone.suggest(asked ? `You can write to me at ${visitor.email}` : null);
}

// 3. The partner's system.

/** Asks for what is new; rows, too, where something happened or some time has passed. */
async function look(rows = false) {
  const of = visitor;
  const events = await api.heard(heardUpTo);
  if (of !== visitor) return;
  for (const event of events) {
    heardUpTo = Math.max(heardUpTo, event.seq);
    seen.heard.push(event);
  }
  // Whose a click is, is known a moment after it was heard: when the hand-off is there.
  const strangers = [];
  for (const event of seen.heard) {
    if (isOf(of, JSON.parse(event.body).data)) add(ofEvent(event));
    else strangers.push(event);
  }
  seen.heard = strangers;
  if (rows || events.length > 0 || looks++ % ROWS_EVERY === 0) await readRows(of);
  partner.render(seen);
  suggest();
  news();
}

function add(call) {
  const known = seen.traffic.findIndex(({ key }) => key === call.key);
  if (known < 0) seen.traffic.push(call);
  else seen.traffic[known] = call;
}

async function readRows(of) {
  const [leads, clicks, url] = await Promise.all([api.leads(), api.attribution(), api.listenerUrl()]);
  if (of !== visitor) return;
  const latest = of.references.at(-1);
  seen.lead = leads.filter(({ lead_json }) => lead_json.contact_number === of.waId)
    .reduce((newest, row) => (!newest || row.lead_id > newest.lead_id ? row : newest), null);
  seen.click = clicks.find(({ correlation_id }) => correlation_id === latest) || null;
  seen.elsewhere = api.isHere(url) ? null : url;
  if (seen.elsewhere) await readDeliveries(of);
}

/** Where a developer's own listener hears the events, the page reads how they were delivered. */
async function readDeliveries(of) {
  for (const row of (await api.deliveries()).reverse()) {
    if (Date.parse(row.timestamp) < of.startedAt || seen.traffic.some(({ key }) => key.startsWith(row.event_id + " heard"))) continue;
    const detail = await api.delivery(row.event_id);
    if (of !== visitor) return;
    if (isOf(of, JSON.parse(detail.body).data)) {
      add(ofEvent({ ...detail, received_at: detail.last_attempt_at, delivery: row }));
    }
  }
}

async function take() {
  await api.registerHere().catch(trouble);
  await look(true);
}

// All of it.

function turnTo(pane) {
  document.body.dataset.pane = pane;
  for (const button of document.querySelectorAll("nav button")) {
    if (button.dataset.pane === pane) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (pane === "partner") noticed = seen.traffic.length;
  news();
}

let noticed = 0; // how many calls were there when the partner's pane was last looked at

function news() {
  if (document.body.dataset.pane === "partner") noticed = seen.traffic.length;
  const unseen = seen.traffic.length - noticed;
  const button = find("nav [data-pane=partner]");
  if (unseen > 0) button.dataset.news = unseen;
  else delete button.dataset.news;
  find(".look").hidden = unseen <= 0 || visitor.chat.length === 0;
}

function trouble(problem) {
  find("#trouble").hidden = !problem;
  find("#trouble").textContent = problem ? `${problem.message}. The page goes on trying.`.replace("..", ".") : "";
}

function restart(next) {
  visitor = next;
  seen = blank();
  heardUpTo = noticed = looks = 0;
  phone.forget();
  partner.forget();
  if (visitor.handOff) {
    phone.chat(visitor);
    if (visitor.chat.length === 0) phone.write(visitor.handOff.text);
  } else phone.home();
  partner.render(seen);
  turnTo("website");
  visit();
}

async function goOn() {
  try {
    if (!document.hidden) await look();
    trouble(null);
  } catch (problem) {
    heardUpTo = 0; // a server that was started again counts from the beginning
    trouble(problem);
  }
  setTimeout(goOn, LOOK_EVERY_MS);
}

for (const button of document.querySelectorAll("nav button")) button.addEventListener("click", () => turnTo(button.dataset.pane));
find(".look").addEventListener("click", () => turnTo("partner"));
find("#anew").addEventListener("click", () => restart(anew(token, visitor.ad)));

const setup = await api.begin();
token = setup.widget_token;
restart(known(token) || anew(token, "google"));
goOn();
