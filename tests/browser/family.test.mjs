// A family from its mail to the decision: on a telephone and at a desk, in both languages, by keyboard, without JavaScript.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, untroubled, visitor, wrongs } from "./support/browser.mjs";
import { startInstance } from "./support/instance.mjs";
import { later } from "./support/school.mjs";
import { doorIn, mailbox, openRound, rows, run } from "./support/steps.mjs";

/** The students' file with the addresses of some parents in it: Ada's, Bruno's and Carla's. All are a year younger: none is of age. */
function withParents(kind, text) {
  if (kind !== "students") return text;
  const lines = later(text, 1).trim().split("\n");
  const parents = { S01: "ada.home@family.example", S02: "bruno.home@family.example", S03: "carla.home@family.example" };
  return `${lines.map((line, index) => `${line};${index === 0 ? "Email tutore" : (parents[line.split(";")[0]] ?? "")}`).join("\n")}\n`;
}

/** The link in the letter to this address. */
function familyDoor(letters, address) {
  const letter = letters.find((one) => new RegExp(`^To:.*${address}`, "m").test(one));
  const door = letter?.match(/https?:\/\/\S+?\/f\/[A-Za-z0-9_.~-]+/)?.[0];
  assert.ok(door, `the letter to ${address} has a link`);
  return door;
}

const names = /\b(Esempi|Finti|Modelli|Provetti|Inventi|Saggi|Tipici|Varianti|Ada|Bruno|Carla)\b/;

describe("a family", () => {
  let browser;
  let service;
  let coordinator;
  let round;
  let letters;
  before(async () => {
    browser = await launch();
    const instance = await startInstance(browser, { change: withParents });
    ({ service, coordinator } = instance);
    round = await openRound(coordinator.page, "Autumn", instance.files);
    const { page } = coordinator;
    await page.locator("main a[href$='/families']").click();
    await page.locator("#f-phone").fill("035 000000");
    await page.locator("main form[action$='/families'] button[type=submit]").click();
    // Two invitations to accounts went out before.
    letters = await mailbox(service, 2 + 3);
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it("gets a letter that names nobody", () => {
    for (const letter of letters.filter((one) => /@family\.example/.test(one))) {
      assert.doesNotMatch(letter.replace(/^To:.*$/m, ""), names);
    }
  });

  for (const language of ["it", "en"]) {
    it(`meets no barrier on its pages, in ${language}, at 1280 and 360 px, and never scrolls sideways at 320 px`, async () => {
      const somebody = await visitor(browser, service, { language });
      const { page } = somebody;
      const door = familyDoor(letters, "ada.home@");
      const found = [];
      for (const path of [door, `${door}/data`, `${service.url}/f`]) {
        const response = await page.goto(path);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        found.push(...(await wrongs(page, path, response)));
      }
      // What a wrong answer and the page that asks for confirmation look like.
      await page.goto(door);
      await page.locator("#f-residence").fill("Atlantide");
      const wrong = page.waitForResponse((response) => response.url().endsWith("/check"));
      await page.locator("main form[action$='/check'] button[type=submit]").click();
      assert.equal((await wrong).status(), 422);
      found.push(...(await wrongs(page, "mistakes", { status: () => 200 })));
      await page.locator("#f-residence").fill("Bergamo");
      await page.locator(".choices select").first().selectOption("1");
      await page.locator("main form[action$='/check'] button[type=submit]").click();
      await page.locator("main form[action$='/answer']").waitFor();
      found.push(...(await wrongs(page, "confirm", { status: () => 200 })));
      assert.deepEqual([...new Set(found)], []);
      const closed = await page.goto(door.slice(0, -1));
      assert.equal(closed.status(), 404);
      found.push(...(await wrongs(page, "closed", { status: () => 200 })));
      assert.deepEqual([...new Set(found)], []);
      somebody.troubles.splice(0, somebody.troubles.length, ...somebody.troubles.filter((trouble) => !/status of (404|422)/.test(trouble)));
      untroubled(somebody);
      await somebody.close();
    });
  }

  it("answers without JavaScript, on a telephone", async () => {
    const somebody = await visitor(browser, service, { language: "it", width: 360, javascript: false });
    const { page } = somebody;
    await page.goto(familyDoor(letters, "bruno.home@"));
    assert.match(await page.locator("main").innerText(), /meno di 3 famiglie lo mettono primo/);
    await page.locator("#f-max_minutes").fill("50");
    const places = page.locator(".choices select");
    await places.nth(0).selectOption("1");
    await places.nth(1).selectOption("1");
    await page.locator("main form[action$='/check'] button[type=submit]").click();
    assert.match(await page.locator("main").innerText(), /50 minuti/);
    await page.locator("main form[action$='/answer'] button[type=submit]").click();
    assert.match(await page.locator("main").innerText(), /Avete risposto il/);
    await page.locator("main a[href$='/data']").click();
    await page.locator("form[action$='/consents'] button[value=yes]").first().click();
    assert.match(await page.locator("main").innerText(), /sì, Genitore o tutore/);
    untroubled(somebody);
    await somebody.close();
  });

  it("answers with the keyboard alone", async () => {
    const somebody = await visitor(browser, service, { language: "en" });
    const { page } = somebody;
    await page.goto(familyDoor(letters, "carla.home@"));
    const tabTo = async (selector) => {
      for (let steps = 0; steps < 80; steps += 1) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate((wanted) => {
          const element = document.activeElement;
          if (!element?.matches(wanted)) return null;
          const style = getComputedStyle(element);
          return style.outlineStyle !== "none" || style.boxShadow !== "none";
        }, selector);
        if (seen !== null) {
          assert.ok(seen, `nothing shows that ${selector} has the focus`);
          return;
        }
      }
      assert.fail(`Tab never reaches ${selector}`);
    };
    await tabTo("#f-max_minutes");
    await page.keyboard.type("70");
    await tabTo(".choices select");
    await page.keyboard.press("ArrowDown");
    await tabTo("main form[action$='/check'] button");
    await page.keyboard.press("Enter");
    await page.locator("main form[action$='/answer']").waitFor();
    await tabTo("main form[action$='/answer'] button");
    await page.keyboard.press("Enter");
    await page.locator("main", { hasText: "You answered on" }).waitFor();
    untroubled(somebody);
    await somebody.close();
  });

  it("reads the decision once the school has released it, and its company after the yes", async () => {
    const { page } = coordinator;
    await page.goto(`${round}/families?state=answered`);
    assert.equal(await page.locator("main tbody tr").count(), 2, "two families have answered");
    const family = page.locator("main tbody th a").first();
    await family.click();
    assert.equal(await page.locator("form[action$='/undo']").count(), 1, "what it changed can be put back");
    await run(page, round);
    await page.goto(`${round}/publish`);
    const announced = (await rows(page)).filter((line) => line[1].includes("@")).length;
    await page.locator("main form[action$='/publish'] button[type=submit]").click();
    await page.locator("main form[action$='/publish/now'] button[type=submit]").click();
    const somebody = await visitor(browser, service, { language: "en" });
    const door = familyDoor(letters, "bruno.home@");
    await somebody.page.goto(door);
    assert.match(await somebody.page.locator("main").innerText(), /There is no decision yet/);

    await page.goto(`${round}/families`);
    await page.locator("main a[href$='/families/release']").click();
    const found = await wrongs(page, "release", { status: () => 200 });
    await page.locator("#f-next_steps").fill("We call you on Friday.");
    await page.locator("main form[action$='/release'] button[type=submit]").click();
    await page.waitForURL(/\/families$/);

    await somebody.page.goto(door);
    const before = await somebody.page.locator("#decision").locator("..").innerText();
    assert.match(before, /We call you on Friday/);
    assert.doesNotMatch(before, /OFF-/, "no place before the yes");
    const all = await mailbox(service, 5 + announced + 1 + 3);
    const companies = all.filter((letter) => /\/r\//.test(letter));
    const company = await visitor(browser, service, { language: "en" });
    for (const letter of companies) {
      const its = doorIn(letter);
      await company.page.goto(its);
      const one = company.page.locator("button[name=choose][value^=accept-]").first();
      if ((await one.count()) === 0) continue;
      await one.click();
      await company.page.locator("form[action$='/answer'] button[type=submit]").click();
    }
    await company.close();
    for (const address of ["ada.home@", "bruno.home@", "carla.home@"]) {
      const response = await somebody.page.goto(familyDoor(letters, address));
      found.push(...(await wrongs(somebody.page, address, response)));
    }
    assert.deepEqual([...new Set(found)], []);
    await somebody.page.goto(door);
    const text = await somebody.page.locator("#decision").locator("..").innerText();
    assert.match(text, /the company has said yes|looks for another place|found no place/);
    untroubled(somebody);
    await somebody.close();
    untroubled(coordinator);
  });

  it("without an address gets a sheet of paper whose code leads to the same page", async () => {
    const { page } = coordinator;
    await page.goto(`${round}/families/sheets`);
    const found = await wrongs(page, "sheets", { status: () => 200 });
    assert.deepEqual(found, []);
    assert.equal(await page.locator("section.sheet svg.qr").count(), 5, "five families have no address");
    const address = await page.locator(".sheet-address").first().innerText();
    const somebody = await visitor(browser, service, { language: "it", width: 360 });
    const response = await somebody.page.goto(address);
    assert.equal(response.status(), 200);
    await somebody.close();
  });
});
