// The three panes and what passes between them. The website is the real widget, the phone posts what Meta would post, and the
// partner's side is a listener and a client of the public API.
import * as api from "./api.js";
import { el } from "./dom.js";
import { ofEvent, ofMessage, Partner } from "./partner.js";
import { Phone } from "./phone.js";
import { anew, forgetWidget, isOf, known, messageId, onOtherTab, save } from "./visitor.js";

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
let looking = Promise.resolve();
let visits = 0;

function blank() {
  return { click: null, lead: null, heard: [], read: new Map(), traffic: [], elsewhere: seen?.elsewhere ?? null };
}

// 1. The website.

for (const [id, [label]] of Object.entries(ADS)) {
  find(".ads").append(el("label", {}, el("input", { type: "radio", name: "ad", value: id, onchange: () => come(id) }), label));
}

/** Somebody who comes by another ad before the first press is somebody else; after it, the same person came back. */
function come(ad) {
  if (!visitor.handOff && visitor.references.length === 0) return restart(anew(token, ad), true);
  save(Object.assign(visitor, { ad }));
  phone.chatOrHome(visitor);
  visit();
}

/** The website is left and opened again; by somebody new, in a browser that has never been there. */
function visit(fresh = false) {
  const mine = ++visits;
  const path = "/demo/shop?" + ADS[visitor.ad][1];
  find(`.ads [value=${visitor.ad}]`).checked = true;
  find(".address").replaceChildren(location.host + "/demo/shop", el("b", {}, path.slice("/demo/shop".length)));
  shop.onload = () => {
    if (mine !== visits || shop.contentWindow.location.href !== "about:blank") return;
    shop.onload = null;
    if (fresh) forgetWidget(); // not before: the widget of the visit before would remember again
    shop.contentWindow.name = String(mine);
    shop.contentWindow.location.replace(path);
  };
  shop.contentWindow.location.replace("about:blank");
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== shop.contentWindow || origin !== location.origin || data.visit !== String(visits)) return;
  if (data.kind === "code") {
    remember(data.url);
    phone.camera(data);
    turnTo("phone", true);
  }
  if (data.kind === "no code") phone.chatOrHome(visitor);
  if (data.kind === "opened") open(data.url);
});

/** The hand-off tells which click it was. */
function remember(url) {
  const handOff = new URL(url);
  const text = handOff.searchParams.get("text") || "";
  const reference = REFERENCE.exec(text)?.[0];
  if (reference && !visitor.references.includes(reference)) visitor.references.push(reference);
  save(visitor);
  look().catch(trouble);
  return { text, digits: handOff.pathname.replace(/\D/g, "") };
}

// 2. The phone.

function open(url) {
  visitor.handOff = remember(url);
  save(visitor);
  phone.chat(visitor);
  phone.write(visitor.handOff.text);
  turnTo("phone", true);
}

function sent(text) {
  const message = { id: messageId(), from: "me", text, at: Date.now(), state: "sending" };
  visitor.chat.push(message);
  save(visitor);
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
  } catch (problem) {
    Object.assign(message, { state: "failed", problem: problem.status && problem.message });
  }
  if (sender !== visitor) return; // somebody else has the phone by now
  save(sender);
  phone.chat(sender);
  if (message.state === "delivered") {
    await look(true).catch(trouble);
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

/** Asks for what is new, one time after the other, so that nothing older is shown in the end. */
function look(rows = false) {
  looking = looking.catch(() => {}).then(() => lookNow(rows));
  return looking;
}

/** Rows are read, too, where something happened or some time has passed. */
async function lookNow(rows) {
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
  const [leads, clicks, elsewhere] = await Promise.all([api.leads(), api.attribution(), api.whereEventsGo()]);
  if (of !== visitor) return;
  seen.lead = leads.filter(({ lead_json }) => lead_json.contact_number === of.waId)
    .reduce((newest, row) => (!newest || row.lead_id > newest.lead_id ? row : newest), null);
  const own = clicks.filter(({ correlation_id }) => of.references.includes(correlation_id)); // newest first
  seen.click = own.find(({ correlated_at }) => correlated_at) || own[0] || null;
  seen.elsewhere = elsewhere;
  if (elsewhere) await readDeliveries(of);
}

/** Where the events do not come here, the page reads what became of them. */
async function readDeliveries(of) {
  for (const row of (await api.deliveries()).reverse()) {
    const state = `${row.status} ${row.last_attempt_at}`;
    const heard = seen.traffic.some(({ key }) => key.startsWith(row.event_id + " heard"));
    if (Date.parse(row.timestamp) < of.startedAt || heard || seen.read.get(row.event_id) === state) continue;
    const detail = await api.delivery(row.event_id);
    if (of !== visitor) return;
    seen.read.set(row.event_id, state);
    if (isOf(of, JSON.parse(detail.body).data)) {
      add(ofEvent({ ...detail, received_at: detail.last_attempt_at, delivery: row }));
    }
  }
}

async function take() {
  try {
    await api.registerHere();
    await look(true);
  } catch (problem) {
    seen.elsewhere = `This page's listener could not be registered: ${problem.message}`;
    partner.render(seen);
  }
}

// All of it.

/** Shows a pane where there is room for one only; whoever was led there goes on from its headline. */
function turnTo(pane, led = false) {
  document.body.dataset.pane = pane;
  if (led && matchMedia("(max-width: 1119px)").matches) find(`#${pane}-title`).focus();
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
  const text = problem ? `${problem.message}. The page goes on trying.`.replace("..", ".") : "";
  if (find("#trouble").textContent === text) return;
  find("#trouble").hidden = !problem;
  find("#trouble").textContent = text;
}

/** A server that was started again counts what it heard from the beginning. */
function hearAgain() {
  heardUpTo = 0;
  seen.heard = [];
}

function restart(next, fresh = false) {
  visitor = next;
  seen = blank();
  heardUpTo = noticed = looks = 0;
  phone.forget();
  partner.forget();
  phone.chatOrHome(visitor);
  if (visitor.handOff && visitor.chat.length === 0) phone.write(visitor.handOff.text);
  partner.render(seen);
  suggest();
  turnTo("website");
  visit(fresh);
}

async function goOn() {
  try {
    if (!document.hidden) await look();
    trouble(null);
  } catch (problem) {
    hearAgain();
    trouble(problem);
  }
  setTimeout(goOn, LOOK_EVERY_MS);
}

for (const button of document.querySelectorAll("nav button")) button.addEventListener("click", () => turnTo(button.dataset.pane));
find(".look").addEventListener("click", () => turnTo("partner", true));
find("#anew").addEventListener("click", () => restart(anew(token, visitor.ad), true));
document.addEventListener("visibilitychange", () => seen && hearAgain());
onOtherTab((theirs) => theirs.waId !== visitor.waId && restart(theirs));

async function begin() {
  try {
    token = (await api.begin()).widget_token;
  } catch (problem) {
    trouble(problem);
    setTimeout(begin, ROWS_EVERY * LOOK_EVERY_MS);
    return;
  }
  const before = known(token);
  restart(before || anew(token, "google"), !before);
  goOn();
}

begin();
