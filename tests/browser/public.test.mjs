// What anybody sees before signing in: light, without barriers, at every width, in both languages.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { barriers, launch, sideways, untroubled, visitor } from "./support/browser.mjs";
import { crawl } from "./support/crawl.mjs";
import { start } from "./support/service.mjs";

describe("an instance that nobody has signed in to", () => {
  let service;
  let browser;
  before(async () => {
    service = await start("serve");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  for (const language of ["it", "en"]) {
    for (const width of [1280, 360]) {
      it(`has no barrier on any public page, in ${language} at ${width} px`, async () => {
        const somebody = await visitor(browser, service, { language, width });
        const found = [];
        const kinds = await crawl(somebody.page, `${service.url}/`, async (page, address) => {
          assert.equal(await page.locator("html").getAttribute("lang"), language);
          for (const barrier of await barriers(page)) found.push(`${address} ${barrier}`);
        });
        assert.deepEqual(found, []);
        assert.ok(kinds.includes("/sign-in"), `reached ${kinds}`);
        untroubled(somebody);
        await somebody.close();
      });
    }
  }

  it("never scrolls sideways at 320 px", async () => {
    const somebody = await visitor(browser, service, { width: 320 });
    await crawl(somebody.page, `${service.url}/`, async (page, address) => {
      assert.equal(await sideways(page), 0, address);
    });
    await somebody.close();
  });

  it("weighs at most 150 KB and 15 requests at first sight", async () => {
    const somebody = await visitor(browser, service);
    const sizes = [];
    somebody.page.on("requestfinished", (request) => sizes.push(request.sizes()));
    await somebody.page.goto("/", { waitUntil: "networkidle" });
    const transferred = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize + one.responseHeadersSize, 0);
    assert.ok(sizes.length <= 15, `${sizes.length} requests`);
    assert.ok(transferred <= 150_000, `${transferred} bytes`);
    await somebody.close();
  });

  it("says what is wrong with a sign-in, and where", async () => {
    const somebody = await visitor(browser, service, { language: "en" });
    const { page } = somebody;
    await page.goto("/sign-in");
    await page.locator("#f-email").fill("nobody@example.org");
    await page.locator("#f-password").fill("not this one, surely");
    await page.locator("main button[type=submit]").click();
    assert.equal(await page.locator("#mistakes").evaluate((summary) => summary === document.activeElement), true);
    assert.deepEqual(await barriers(page), []);
    await somebody.close();
  });

  it("keeps a page's language when it is chosen by hand", async () => {
    const somebody = await visitor(browser, service, { language: "it" });
    const { page } = somebody;
    await page.goto("/about");
    await page.getByRole("link", { name: "English" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(new URL(page.url()).pathname, "/about");
    untroubled(somebody);
    await somebody.close();
  });
});
