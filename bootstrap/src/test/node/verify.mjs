// Asks each library by which partners verify webhooks what it thinks of what a listener received.
//
// Reads one JSON document: {"deliveries": [{"secret", "previousSecrets"?, "headers": {name: value}, "body": base64}, ...]},
// where secret is as the partner API shows it and the body is exactly what came over the wire. Writes a JSON array with one
// object per delivery: the name of each verifier and its verdict. "accepted" and "refused" are what a verifier is there to
// say; "failed: ..." is anything else, such as a library used wrongly, which must not pass for a refusal.
import { verify as octokitVerify, verifyWithFallback as octokitVerifyWithFallback } from "@octokit/webhooks-methods";
import { createHmac, timingSafeEqual } from "node:crypto";
import { text } from "node:stream/consumers";
import { Webhook as StandardWebhook, WebhookVerificationError } from "standardwebhooks";
import { Webhook as SvixWebhook, WebhookVerificationError as SvixVerificationError } from "svix";
import XHubSignature from "x-hub-signature";

const standardSecret = (secret) => "whsec_" + secret.substring("aurix_".length);

/** Each answers true or false, or throws its library's own refusal. */
const verifiers = {
  standardwebhooks: ({ secret, headers, body }) => {
    new StandardWebhook(standardSecret(secret)).verify(body.toString("utf8"), headers);
    return true;
  },
  svix: ({ secret, headers, body }) => {
    new SvixWebhook(standardSecret(secret)).verify(body.toString("utf8"), headers);
    return true;
  },
  "@octokit/webhooks-methods": ({ secret, previousSecrets, headers, body }) => {
    const signature = headers["x-hub-signature-256"];
    return previousSecrets
      ? octokitVerifyWithFallback(secret, body.toString("utf8"), signature, previousSecrets)
      : octokitVerify(secret, body.toString("utf8"), signature);
  },
  // Its header is "<algorithm>=<hex>", so it is given x-hub-signature-256; the bare digest it would refuse (see the next one).
  "x-hub-signature": ({ secret, headers, body }) =>
    new XHubSignature("sha256", secret).verify(headers["x-hub-signature-256"], body),
  // The comparison that the partners' documentation prints.
  "bare hex digest": ({ secret, headers, body }) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("hex"));
    const received = Buffer.from(headers["x-hub-signature"]);
    return expected.length === received.length && timingSafeEqual(expected, received);
  },
};

async function verdict(verifier, delivery) {
  try {
    const answer = await verifier(delivery);
    return answer === true ? "accepted" : answer === false ? "refused" : `failed: answered ${answer}`;
  } catch (e) {
    return e instanceof WebhookVerificationError || e instanceof SvixVerificationError ? "refused" : `failed: ${e}`;
  }
}

const { deliveries } = JSON.parse(await text(process.stdin));
const verdicts = [];
for (const { body, ...delivery } of deliveries) {
  const received = { ...delivery, body: Buffer.from(body, "base64") };
  const said = {};
  for (const [name, verifier] of Object.entries(verifiers)) {
    said[name] = await verdict(verifier, received);
  }
  verdicts.push(said);
}
process.stdout.write(JSON.stringify(verdicts));
