// The main job in a demonstration, as a coordinator and a company live it; with JavaScript and without.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, untroubled, visitor } from "./support/browser.mjs";
import { start } from "./support/service.mjs";
import { answer, doorIn, outbox, rows, run, signInAs, signOut } from "./support/steps.mjs";

for (const javascript of [true, false]) {
  describe(`the main job, ${javascript ? "with" : "without"} JavaScript`, () => {
    let service;
    let browser;
    before(async () => {
      service = await start("demo", "--size", "30", "--seed", "1");
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await service?.stop();
    });

    it("shows its first page within five seconds of starting", () => {
      assert.ok(service.startedIn <= 5000, `${Math.round(service.startedIn)} ms`);
    });

    it("leads from a round to a company's answer and back to the school", async () => {
      const coordinator = await visitor(browser, service, { language: "en", javascript });
      const { page } = coordinator;
      await signInAs(page, "School coordination");

      // A round that was never published.
      await page.goto("/rounds");
      const ready = page.locator("main tbody tr", { hasText: "being prepared" }).first().locator("th a");
      const round = new URL(await ready.getAttribute("href"), service.url).href;

      // Run, and read who goes where, who does not, and why.
      const result = await run(page, round);
      assert.match(await page.locator("main").innerText(), /Best possible result, proof checked/);
      await page.goto(`${result}/proposals`);
      assert.ok((await rows(page)).length > 0, "somebody is placed");
      await page.goto(`${result}/unplaced`);
      await page.goto(`${result}/places`);

      // Look at what would go out, then publish it.
      const before = (await outbox(page, service)).length;
      await page.goto(round);
      await page.locator("main a[href$='/publish']").click();
      const announced = (await rows(page)).filter((line) => line[1].includes("@"));
      assert.ok(announced.length > 0, "the preview names the recipients");
      await page.locator("main form[action$='/publish'] button[type=submit]").click();

      // Every announced mail is written, and names nobody.
      let mails = [];
      for (let wait = 0; wait < 40 && mails.length < before + announced.length; wait += 1) {
        mails = await outbox(page, service);
        await page.waitForTimeout(250);
      }
      const sent = mails.filter((mail) => announced.some((line) => line[1].includes(mail.to)));
      assert.ok(sent.length >= announced.length, `${sent.length} of ${announced.length} mails`);

      // The company with the most proposals opens its link: looking changes nothing, answering does.
      const chosen = [...announced].sort((a, b) => Number(b[2]) - Number(a[2]))[0];
      const mail = sent.find((one) => chosen[1].includes(one.to));
      const company = await visitor(browser, service, { language: "en", javascript });
      const door = await doorIn(company.page, mail);
      await company.page.goto(door);
      const open = await company.page.locator("input[type=radio][value=accept]").count();
      assert.equal(open, Number(chosen[2]), "as many proposals as the preview said");
      assert.doesNotMatch(await company.page.locator("main").innerText(), /Name\n/, "no name before acceptance");
      await answer(company.page, door, open > 1 ? ["accept", "decline"] : ["accept"]);
      assert.match(await company.page.locator("main").innerText(), /You accepted/);
      assert.match(await company.page.locator("main").innerText(), /Name\n/, "who was accepted is known now");
      untroubled(company);
      await company.close();

      // The school sees the answers.
      await page.goto(`${round}/answers`);
      const accepted = (await rows(page)).filter((line) => line.some((cell) => cell.startsWith("accepted")));
      assert.ok(accepted.length >= 1, "the acceptance is on the school's page");
      await signOut(page);
      untroubled(coordinator);
      await coordinator.close();
    });
  });
}
