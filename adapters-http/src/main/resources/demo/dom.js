/** An element with attributes and children; texts are texts, never markup. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** The text again with what stands between stars in bold. */
export function rich(text) {
  return text.split("*").map((part, i) => (i % 2 ? el("b", {}, part) : part));
}

export const clock = (time) => new Date(time).toLocaleTimeString([], { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** As people write it; where the country's way is not known, the digits alone. */
export const spoken = (digits) => "+" + digits.replace(/^(1)(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3 $4");
