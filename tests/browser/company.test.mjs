// What a company does without an account, counted: clicks to answer, screens to offer a place. In both languages, at both widths,
// with the keyboard alone, and without JavaScript.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { barriers, launch, sideways, untroubled, visitor } from "./support/browser.mjs";
import { start } from "./support/service.mjs";
import { doorsIn, tabTo } from "./support/steps.mjs";

/** Counts what a person does on a page from now on. */
function counting(page) {
  const done = { clicks: 0, screens: 1 };
  page.on("response", (response) => {
    if (response.request().isNavigationRequest() && response.status() < 300) done.screens += 1;
  });
  return {
    done,
    async click(locator) {
      done.clicks += 1;
      await locator.click();
      await page.waitForLoadState();
    },
  };
}

describe("a company without an account", () => {
  let service;
  let browser;
  let questions;
  let proposals;
  before(async () => {
    service = await start("demo", "--size", "30");
    browser = await launch();
    const somebody = await visitor(browser, service);
    questions = await doorsIn(somebody.page, service, "/a/");
    // The protagonist's proposals are open; it was asked first.
    for (const door of await doorsIn(somebody.page, service, "/r/")) {
      await somebody.page.goto(door);
      if ((await somebody.page.locator("button[value^='accept-']").count()) > 0) proposals ??= door;
    }
    await somebody.close();
    assert.ok(questions.length >= 8, `asked: ${questions.length}`);
    assert.ok(proposals, "a company has proposals to answer");
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  const ways = [
    { language: "it", width: 1280, javascript: true },
    { language: "en", width: 360, javascript: true },
    { language: "it", width: 360, javascript: false },
    { language: "en", width: 1280, javascript: false },
  ];
  for (const [nth, { language, width, javascript }] of ways.entries()) {
    it(`answers in at most two clicks and offers a place in at most three screens, in ${language} at ${width} px, ${javascript ? "with" : "without"} JavaScript`, async () => {
      const somebody = await visitor(browser, service, { language, width, javascript });
      const { page } = somebody;
      const door = questions[nth];
      const look = async () => {
        if (javascript) assert.deepEqual(await barriers(page), [], page.url());
        if (javascript) assert.equal(await sideways(page), 0, page.url());
      };
      await page.goto(`/language/${language}`);

      // Not this year, with the reason and when to ask again: two clicks.
      await page.goto(door);
      await look();
      let counted = counting(page);
      await counted.click(page.locator("button[name=answer][value=no]"));
      await look();
      await counted.click(page.locator("button[name=reason][value=no_tutor]"));
      assert.equal(counted.done.clicks, 2);
      assert.match(await page.locator("#said").innerText(), language === "it" ? /quest'anno no/ : /not this year/);

      // Maybe, and when: two clicks.
      counted = counting(page);
      await counted.click(page.locator("button[name=answer][value=maybe]"));
      await look();
      await counted.click(page.locator("button[name=again][value=month]"));
      assert.equal(counted.done.clicks, 2);

      // Yes: one click.
      counted = counting(page);
      await counted.click(page.locator("button[name=answer][value=yes]"));
      assert.equal(counted.done.clicks, 1);
      await look();

      // A place like last year's: this screen, the form, the look at it.
      counted = counting(page);
      const offered = page.locator("section[aria-labelledby=f-offered] li");
      const places = await offered.count();
      await counted.click(page.locator("a[href*='/place?from=']").first());
      await look();
      await counted.click(page.locator("form[action$='/place/check'] button").first());
      assert.equal(await page.locator(".wrong").count(), 0, "what was offered before needs no more");
      await look();
      assert.ok(counted.done.screens <= 3, `screens: ${counted.done.screens}`);
      await counted.click(page.locator("form[action$='/place'] button"));
      assert.equal(counted.done.clicks, 3);
      assert.equal(await offered.count(), places + 1, "the place is there");
      await look();

      // It is changed in the same three screens, and withdrawn after one question.
      counted = counting(page);
      const free = offered.filter({ has: page.locator("a[href$='/withdraw']") }).last();
      await counted.click(free.locator("a[href*='/places/']:not([href$='/withdraw'])"));
      await look();
      await page.locator("#f-seats").fill("3");
      await counted.click(page.locator("form[action$='/check'] button").first());
      await look();
      assert.ok(counted.done.screens <= 3, `screens: ${counted.done.screens}`);
      await counted.click(page.locator("main form button.btn-primary"));
      assert.match(await free.innerText(), language === "it" ? /: 3 studenti/ : /: 3 students/);
      await free.locator("a[href$='/withdraw']").click();
      await look();
      await page.locator("button.btn-danger").click();
      assert.equal(await offered.count(), places, "the place is gone");
      await look();

      // Its own facts are confirmed with one click more.
      await page.locator("form[action$='/company/confirm'] button").click();
      assert.match(await page.locator(".notice-good").innerText(), language === "it" ? /Dati confermati/ : /Facts confirmed/);
      untroubled(somebody);
      await somebody.close();
    });
  }

  it("says yes with the keyboard alone, and keeps a draft", async () => {
    const somebody = await visitor(browser, service, { language: "en" });
    const { page } = somebody;
    await page.goto(questions[4]);
    await tabTo(page, "main button", "Yes");
    await page.keyboard.press("Enter");
    await page.locator("#said").waitFor();
    await tabTo(page, "main a", "Offer a new place");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/place$/);
    await tabTo(page, "#f-seats", "");
    await page.keyboard.type("2");
    await tabTo(page, "button", "Save the draft");
    await page.keyboard.press("Enter");
    await page.locator("a", { hasText: "Go on with the draft" }).waitFor();
    untroubled(somebody);
    await somebody.close();
  });

  it("answers a proposal in at most four clicks, and takes what it accepted into its calendar", async () => {
    const somebody = await visitor(browser, service, { language: "en", width: 360 });
    const { page } = somebody;
    await page.goto(proposals);
    const counted = counting(page);
    await counted.click(page.locator("button[value^='accept-']").first());
    await counted.click(page.locator("form[action$='/answer'] button[type=submit]"));
    assert.ok(counted.done.clicks <= 4, `clicks: ${counted.done.clicks}`);
    assert.match(await page.locator(".notice-good").innerText(), /recorded/);
    const file = page.waitForEvent("download");
    await page.locator("a[href$='/calendar.ics']").click();
    assert.equal((await file).suggestedFilename(), "abbina.ics");
    untroubled(somebody);
    await somebody.close();
  });

  it("has, with an account, the question among its tasks, its people and what its places did", async () => {
    const somebody = await visitor(browser, service, { language: "it" });
    const { page } = somebody;
    await page.goto("/sign-in");
    await page.locator("li", { has: page.locator("form[action^='/personas/']"), hasText: /Azienda/ }).first().getByRole("button").click();
    for (const [address, says] of [
      ["/company/availability", /anno scolastico/],
      ["/company/history", /accolt/],
      ["/company", /Chi risponde per l'azienda/],
    ]) {
      await page.goto(address);
      assert.match(await page.locator("main").innerText(), says, address);
      assert.deepEqual(await barriers(page), [], address);
    }
    untroubled(somebody);
    await somebody.close();
  });
});
