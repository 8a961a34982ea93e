import { clock, el, spoken } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** The visitor's phone: its home screen, its camera before the code, and WhatsApp. */
export class Phone {
  #root;
  #bubbles = new Map();
  #log;
  #field;
  #button;
  #suggestion;

  /** @param actions open(url), sent(text), again(message) */
  constructor(root, actions) {
    this.#root = root;
    this.#log = root.querySelector(".log");
    this.#field = root.querySelector("textarea");
    this.#button = root.querySelector("form button");
    this.#suggestion = root.querySelector(".suggestion");
    this.actions = actions;
    root.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.#field.addEventListener("input", () => this.#look());
    this.#suggestion.firstElementChild.addEventListener("click", () => this.write(this.#suggestion.textContent));
  }

  home() {
    this.#show("home");
    this.#root.querySelector(".clock").textContent = clock(Date.now()).slice(0, 5);
  }

  camera({ url, viewBox, d }) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", viewBox);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "The QR code on the website");
    svg.append(document.createElementNS(SVG, "path"));
    svg.firstChild.setAttribute("d", d);
    this.#root.querySelector(".finder").replaceChildren(svg);
    this.#root.querySelector(".open").onclick = () => this.actions.open(url);
    this.#show("camera");
  }

  chatOrHome(visitor) {
    if (visitor.handOff) this.chat(visitor);
    else this.home();
  }

  /** WhatsApp, with what was said so far. */
  chat(visitor) {
    this.#root.querySelector(".number").textContent = visitor.handOff?.digits ? spoken(visitor.handOff.digits) : "";
    this.#show("chat");
    const before = this.#bubbles.size;
    for (const message of visitor.chat) {
      if (!this.#bubbles.has(message.id)) this.#append(message);
      if (this.#bubbles.get(message.id).dataset.state !== String(message.state)) this.#tick(message);
    }
    if (this.#bubbles.size > before) this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Puts a text where the visitor writes. */
  write(text) {
    this.#fill(text);
    if (matchMedia("(min-width: 1120px)").matches) this.#field.focus();
  }

  suggest(text) {
    this.#suggestion.firstElementChild.textContent = text || "";
    this.#look();
  }

  forget() {
    this.#bubbles.clear();
    this.#log.replaceChildren();
    this.suggest(null);
    this.#fill("");
  }

  #fill(text) {
    this.#field.value = text;
    this.#look();
  }

  #show(screen) {
    for (const shown of this.#root.querySelectorAll(".screen")) shown.hidden = shown.id !== screen;
  }

  #submit() {
    const text = this.#field.value.trim();
    if (!text) return;
    this.#field.value = "";
    this.suggest(null);
    this.actions.sent(text);
  }

  #look() {
    this.#button.classList.toggle("wanted", !!this.#field.value);
    this.#suggestion.hidden = !!this.#field.value || !this.#suggestion.textContent;
  }

  #append(message) {
    const bubble = el("p", { class: "bubble " + message.from }, message.text, el("small"));
    this.#bubbles.set(message.id, bubble);
    this.#log.append(bubble);
  }

  #tick(message) {
    const bubble = this.#bubbles.get(message.id);
    bubble.dataset.state = message.state;
    const small = bubble.lastElementChild;
    small.replaceChildren(clock(message.at).slice(0, 5));
    if (message.state === "sending") small.append(" …");
    if (message.state === "delivered") small.append(" ", el("span", { "aria-hidden": "true" }, "✓✓"), el("span", { class: "unseen" }, "delivered"));
    if (message.state !== "failed") return;
    const again = () => {
      this.#field.focus(); // the button goes away
      this.actions.again(message);
    };
    small.append(` ${message.problem || "not delivered"} · `, el("button", { type: "button", onclick: again }, "Try again"));
  }
}
