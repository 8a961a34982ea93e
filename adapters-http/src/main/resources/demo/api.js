// What the page asks the server: as a partner's system would, with the key, and for the phone and the built-in listener.
let setup;

async function call(path, { method = "GET", body } = {}) {
  const response = await fetch(path, {
    method,
    headers: {
      ...(path.startsWith("/integrations") && { Authorization: "Bearer " + setup.api_key }),
      ...(body && { "Content-Type": "application/json" }),
    },
    body: body && JSON.stringify(body),
    cache: "no-store",
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.message || "The server answered " + response.status), { status: response.status });
  return answer;
}

export async function begin() {
  return (setup = await call("/demo/setup"));
}

const PREFIX = "/integrations/external/";
const NEWEST = "?limit=50";

export const leads = async () => (await call(PREFIX + "leads" + NEWEST)).data;
export const attribution = async () => (await call(PREFIX + "attribution" + NEWEST)).data;
export const deliveries = async () => (await call(PREFIX + "deliveries" + NEWEST)).data;
export const delivery = (eventId) => call(PREFIX + "deliveries/" + encodeURIComponent(eventId));
export const heard = async (after) => (await call("/demo/listener/events?after=" + after)).data;
export const send = (message) => call("/demo/phone/messages", { method: "POST", body: message });

export const registerHere = () =>
  call(PREFIX + "webhook-config", { method: "PUT", body: { url: setup.listener_url, is_active: true } });

/**
 * Where events go: to the built-in listener where there is no webhook yet, or one of this page at an older address; a developer's own
 * is left in peace. Says what hinders them from coming here, if anything does.
 */
export async function whereEventsGo() {
  const { webhook_url: registered, webhook_active: active, listener_url: here } = await begin();
  if (!registered || (registered !== here && /\/demo\/listener$/.test(registered))) {
    const refusal = await registerHere().then(() => null, (problem) => problem);
    return refusal && `This page's listener could not be registered: ${refusal.message}`;
  }
  if (!active) return "The webhook is paused or was deactivated: events are recorded and not sent.";
  return registered === here ? null : `Events go to ${registered}, the listener that was registered by API. Shown is what it answered.`;
}
