// Writes the list of programs that visit pages by themselves, made of the package crawler-user-agents. To take over a newer one,
// raise its version in package.json and write this to src/main/resources/bots/known-bots.txt.
import { readFileSync } from "node:fs";

const folder = new URL("node_modules/crawler-user-agents/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", folder)));
const licence = readFileSync(new URL("LICENSE", folder), "utf8").trim();
const list = JSON.parse(readFileSync(new URL("crawler-user-agents.json", folder)));

// By these a website's own server or app posts the clicks of its visitors, and partners try out what they built.
const NO_BOTS = new Set(["http-library", "browser-automation"]);
// Apps name themselves within the names of their browsers, and there a person is reading. What the bots say begins with it.
const ONLY_AT_THE_START = new Set(["WhatsApp", "Viber", "Sogou", "GoPay", "Fever", "Jumio", "Make\\/", "Feedly", "PayPal\\/", "Notion\\/"]);
// The same, where it is not how the bot begins; and the name of an Android version, which is that of many phones.
const LEFT_OUT = new Set(["Daum\\/", "MetaIAB Facebook", "AP3A\\.240617\\.008"]);
// What a newer list may bring of that kind: somebody has to look at it, and to put it into one of the sets above.
const BUILD_OF_ANDROID = /\b[A-Z]{2,3}\d[A-Z]?\.\d{6}\b|\b[A-Z]{3}\d{2}[A-Z]\b/;
const WITHIN_AN_APP = /; wv\)|Instagram|FBA[NV]|MetaIAB/;

const bots = list.filter(({ pattern, tags }) => !LEFT_OUT.has(pattern) && !tags.some((tag) => NO_BOTS.has(tag)));

const doubtful = bots.filter(({ pattern, instances }) =>
  !ONLY_AT_THE_START.has(pattern) &&
  (BUILD_OF_ANDROID.test(pattern.replaceAll("\\", "")) || instances.some((instance) => WITHIN_AN_APP.test(instance))));
if (doubtful.length) throw new Error("people may have these names: " + doubtful.map(({ pattern }) => pattern).join(", "));

const patterns = bots
  .map(({ pattern }) => (ONLY_AT_THE_START.has(pattern) ? "^" + pattern : pattern));

const head = `Programs that visit pages by themselves: regular expressions for what they call themselves, one a line.
Made by src/test/node/bots.mjs of crawler-user-agents ${version}, which is under this licence:

${licence}`;
process.stdout.write(head.replace(/^/gm, "# ").replace(/ +$/gm, "") + "\n\n" + patterns.join("\n") + "\n");
