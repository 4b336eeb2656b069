// Every text field x 60 hostile texts, stored and shown: nothing runs, and no node appears that the page did not make itself.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, untroubled, visitor } from "./support/browser.mjs";
import { crawl, kind } from "./support/crawl.mjs";
import { HOSTILE } from "./support/hostile.mjs";
import { ADMINISTRATOR, COORDINATOR, startInstance } from "./support/instance.mjs";
import { start } from "./support/service.mjs";
import { doorsIn, openRound, run, signIn } from "./support/steps.mjs";

/** Fields that take text of any kind, whatever the browser would say of it. */
const TEXT = "input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url], input[type=number], input[type=date], input[type=time], textarea";

/** What each form of a page would send, and which of its fields hold text. The page is read, not opened. */
function forms(page, address) {
  return page.evaluate(
    async ({ address, text }) => {
      const answer = await fetch(address);
      const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
      return [...shown.forms]
        .filter((form) => form.method === "post" && !form.querySelector("input[type=password], input[type=file]"))
        .map((form) => {
          const button = form.querySelector("button[type=submit][name]");
          return {
            action: new URL(form.getAttribute("action"), answer.url).href,
            fields: [...new FormData(form), ...(button ? [[button.name, button.value]] : [])].map(([name, value]) => [name, String(value)]),
            texts: [...form.querySelectorAll(text)].map((field) => field.name).filter(Boolean),
          };
        })
        .filter((form) => form.texts.length > 0);
    },
    { address, text: TEXT },
  );
}

/** Sends a form, answers with where it led and with the fields that were refused. */
function send(page, form, fields) {
  return page.evaluate(
    async ({ action, fields }) => {
      const answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
      const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
      const wrong = [...shown.querySelectorAll("[aria-invalid=true]")].map((field) => field.name);
      return { status: answer.status, url: answer.url, redirected: answer.redirected, wrong, nodes: globalThis.strangers(shown) };
    },
    { action: form.action, fields },
  );
}

/** Looks at a page once more where it was left meanwhile: the page of a run opens its result by itself. */
async function still(page, look) {
  try {
    return await look();
  } catch (error) {
    if (!/Execution context was destroyed/.test(error.message)) throw error;
    await page.waitForLoadState();
    return look();
  }
}

/** Nodes and attributes that no page of ours has. */
function watch() {
  globalThis.strangers = (root) =>
    [...root.querySelectorAll("*")]
      .filter(
        (node) =>
          /^(x-hostile|img|iframe|object|embed|base|style|template|video|source|math|marquee|animate)$/i.test(node.localName) ||
          (node.localName === "script" && !/^\/assets\/app\.js(\?|$)/.test(node.getAttribute("src"))) ||
          (node.localName === "meta" && node.httpEquiv) ||
          [...node.attributes].some(
            ({ name, value }) =>
              name.startsWith("on") ||
              name === "style" ||
              name === "autofocus" ||
              (/^(href|src|action|formaction|data|xlink:href)$/.test(name) && /^\s*(javascript|data|https?:\/\/elsewhere|\/\/)/i.test(value) && !/^https?:\/\/127\.0\.0\.1/.test(value)),
          ),
      )
      .map((node) => node.outerHTML.slice(0, 120));
  document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective}`));
}

async function clean(page, about) {
  const { hit, strangers } = await still(page, () => page.evaluate(() => ({ hit: globalThis.hit, strangers: globalThis.strangers(document) })));
  assert.equal(hit, undefined, `${about}: something ran`);
  assert.deepEqual(strangers, [], about);
}

/**
 * Puts every hostile text into every text field of every form that links lead to from here, each form at least so many times on
 * average, and looks at what is shown: at once, and in the end on every page. A form that is gone once it was sent (an answer is
 * given once) gets one text.
 */
async function everywhere(page, from, { expected, times, stored = 60 }) {
  const home = new URL("/about", from).href;
  const found = new Map();
  await crawl(page, from, async (page, address) => {
    for (const form of await forms(page, address)) if (!found.has(kind(form.action))) found.set(kind(form.action), { ...form, address });
  });
  for (const one of expected) assert.ok(found.has(one), `${one} is not among ${[...found.keys()].join(" ")}`);

  let sent = 0;
  let kept = 0;
  for (const [name, form] of found) {
    for (const text of HOSTILE) {
      // A form of something that changes carries its version: it is read anew.
      const now = (await forms(page, form.address)).find((one) => kind(one.action) === name);
      if (!now) break;
      const filled = (refused) => now.fields.map(([field, value]) => [field, now.texts.includes(field) && !refused.includes(field) ? text : value]);
      let answer = await send(page, now, filled([]));
      const about = `${name} with ${JSON.stringify(text)}`;
      assert.ok(answer.status < 500, `${about}: ${answer.status}`);
      assert.deepEqual(answer.nodes, [], about);
      sent += 1;
      // What was refused stays as it was; the rest is stored.
      if (answer.status === 422 && answer.wrong.length > 0) {
        answer = await send(page, now, filled(answer.wrong));
        assert.ok(answer.status < 500, `${about}: ${answer.status}`);
        assert.deepEqual(answer.nodes, [], about);
        sent += 1;
      }
      if (answer.redirected) {
        kept += 1;
        await page.goto(answer.url);
        await clean(page, `${answer.url} after ${about}`);
        // Forms are sent from a page that stays where it is.
        await page.goto(home);
      }
    }
  }
  assert.ok(sent >= found.size * times, `${sent} forms sent`);
  assert.ok(kept >= stored, `${kept} times something was stored`);

  // Whatever is stored now is shown on every page.
  await crawl(page, from, (page, address) => clean(page, address));
}

/** A visitor whose pages tell of everything that ran, appeared or was blocked. */
async function wary(browser, service) {
  const somebody = await visitor(browser, service, { language: "en" });
  await somebody.page.addInitScript(watch);
  somebody.page.on("dialog", (dialog) => {
    somebody.troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return somebody;
}

/** The browser says of every 422 that a resource failed to load, and of a draft that its date is none; nothing else may be said. */
async function leave(somebody) {
  somebody.troubles = somebody.troubles.filter((trouble) => !/status of (409|422|404)|does not conform to the required format/.test(trouble));
  untroubled(somebody);
  await somebody.close();
}

describe("hostile texts", () => {
  let browser;
  let instance;
  before(async () => {
    browser = await launch();
    instance = await startInstance(browser);
    const round = await openRound(instance.coordinator.page, "Autumn", instance.files);
    await run(instance.coordinator.page, round);
  });
  after(async () => {
    await browser?.close();
    await instance?.service.stop();
  });

  for (const [who, email, expected] of [
    ["coordinator", COORDINATOR, ["/students/{id}", "/companies/{id}", "/rounds/{id}", "/rounds/{id}/scenarios", "/rounds/{id}/runs/{id}/decisions"]],
    ["administrator", ADMINISTRATOR, ["/accounts", "/schools"]],
  ]) {
    it(`in every text field of the ${who} run nothing and add nothing`, { timeout: 1_800_000 }, async () => {
      assert.equal(new Set(HOSTILE).size, 60);
      const somebody = await wary(browser, instance.service);
      const { page } = somebody;
      await signIn(page, email);
      await everywhere(page, `${instance.service.url}/`, { expected, times: 60 });
      await leave(somebody);
    });
  }
});

describe("hostile texts without an account", () => {
  let browser;
  let service;
  before(async () => {
    browser = await launch();
    service = await start("demo", "--size", "30");
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it("of a company run nothing and add nothing", { timeout: 900_000 }, async () => {
    const somebody = await wary(browser, service);
    const { page } = somebody;
    const [question] = await doorsIn(page, service, "/a/");
    await page.goto(question);
    await page.locator("button[name=answer][value=yes]").click();
    await everywhere(page, question, { expected: ["/a/{door}/place/check", "/a/{door}/company"], times: 10 });
    await leave(somebody);
  });

  it("of a family run nothing and add nothing", { timeout: 900_000 }, async () => {
    const somebody = await wary(browser, service);
    const { page } = somebody;
    await page.goto(`${service.url}/demo/family/choosing`);
    // What it writes is a comune and numbers: anything else is shown again beside what is wrong with it, and not stored.
    await everywhere(page, page.url(), { expected: ["/f/{door}/check"], times: 60, stored: 0 });
    await leave(somebody);
  });
});
