// The demonstration: every page of every persona, in both languages; the letters in its outbox and the doors in them.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, untroubled, visitor, wrongs } from "./support/browser.mjs";
import { crawl } from "./support/crawl.mjs";
import { start } from "./support/service.mjs";
import { doorsIn } from "./support/steps.mjs";

// As the sign-in page names them in Italian, and a page that each must reach. The administrator's pages are looked at in `main_job.test.mjs`.
const personas = [
  { role: /Coordinamento/, begins: answers, reaches: "/proposals?round" },
  { role: /Azienda/, begins: home, reaches: "/company" },
  { role: /Fondo/, begins: home, reaches: "/reporting" },
];

async function home(page) {
  return new URL("/", page.url()).href;
}

/** A round that companies are answering has most to see. */
async function answers(page) {
  await page.goto("/rounds");
  const round = page.locator("main tr", { hasText: "pubblicato" }).getByRole("link").first();
  await page.goto(await round.evaluate((link) => link.href));
  return page.locator("main a[href^='/proposals?round=']").evaluate((link) => link.href);
}

describe("the demonstration", () => {
  let service;
  let browser;
  before(async () => {
    service = await start("demo", "--size", "30");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  for (const { role, begins, reaches } of personas) {
    it(`has no barrier on any page of ${role.source}, in both languages`, async () => {
      const somebody = await visitor(browser, service);
      const { context, page } = somebody;
      await page.goto("/sign-in");
      await page.locator("li", { has: page.locator("form[action^='/personas/']"), hasText: role }).first().getByRole("button").click();
      assert.equal(new URL(page.url()).pathname, "/", "a persona arrives at the front page");
      const speak = (language) => context.addCookies([{ name: "abbina-language", value: language, url: service.url }]);
      const found = [];
      // One way through the pages, each looked at in both languages: what leads from page to page is the same in both.
      const look = async (page, address, response) => {
        assert.equal(await page.locator("html").getAttribute("lang"), "it", address);
        found.push(...(await wrongs(page, address, response)));
        await speak("en");
        const english = await page.reload();
        assert.equal(await page.locator("html").getAttribute("lang"), "en", address);
        found.push(...(await wrongs(page, `${address}, in English`, english)));
        await speak("it");
      };
      await speak("it");
      const kinds = await crawl(page, await begins(page), look);
      assert.deepEqual([...new Set(found)], []);
      assert.ok(kinds.some((kind) => kind.startsWith(reaches)), `${reaches} is not reached: ${kinds.join(" ")}`);
      untroubled(somebody);
      await somebody.close();
    });
  }

  for (const language of ["it", "en"]) {
    it(`lets anybody be a family that chooses and one that reads the decision, in ${language}`, async () => {
      const somebody = await visitor(browser, service, { language });
      const { page } = somebody;
      await page.goto("/sign-in");
      assert.equal(await page.locator("main a[href^='/demo/family/']").count(), 2);
      const found = [];
      for (const [path, sign] of [["choosing", "form[action$='/check']"], ["decided", "#decision"]]) {
        const response = await page.goto(`/demo/family/${path}`);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.equal(await page.locator(sign).count(), 1, path);
        found.push(...(await wrongs(page, path, response)));
        await page.locator("main a[href$='/data']").click();
        found.push(...(await wrongs(page, `${path}, data`, { status: () => 200 })));
      }
      assert.deepEqual([...new Set(found)], []);
      untroubled(somebody);
      await somebody.close();
    });
  }

  it("shows every letter, and behind their doors a company's proposals and the yearly question, without an account", async () => {
    const somebody = await visitor(browser, service, { language: "en" });
    const { page } = somebody;
    const found = [];
    const look = async (page, address, response) => found.push(...(await wrongs(page, address, response)));
    await crawl(page, `${service.url}/demo/outbox`, look, { most: 2 });
    for (const start of ["/r/", "/a/"]) {
      const [door] = await doorsIn(page, service, start);
      assert.ok(door, `no letter leads to ${start}`);
      const kinds = await crawl(page, door, look);
      assert.ok(kinds.includes(`${start}{door}`), `${start} is not reached: ${kinds.join(" ")}`);
    }
    assert.deepEqual([...new Set(found)], []);
    untroubled(somebody);
    await somebody.close();
  });
});
