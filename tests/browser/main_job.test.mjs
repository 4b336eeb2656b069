// The main job on a real instance, from an empty database to the result, as its people live it; with JavaScript and without.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { barriers, launch, untroubled, visitor, wrongs } from "./support/browser.mjs";
import { crawl } from "./support/crawl.mjs";
import { ADMINISTRATOR, COORDINATOR, startInstance } from "./support/instance.mjs";
import { answer, doorIn, mailbox, openRound, rows, run, signIn, signOut } from "./support/steps.mjs";

for (const javascript of [true, false]) {
  describe(`the main job, ${javascript ? "with" : "without"} JavaScript`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    it("leads from three files to a result that is proved, student by student", async () => {
      const { service, administrator, coordinator, files } = await startInstance(browser, { javascript });
      try {
        const { page } = coordinator;
        const round = await openRound(page, "Autumn", files);
        const result = await run(page, round);
        assert.match(await page.locator("main").innerText(), /Best possible result, proof checked/);

        await page.goto(`${result}/proposals`);
        const placed = (await rows(page)).map((line) => line[0].split("\n")[0]);
        assert.ok(placed.length >= 4, `placed: ${placed}`);
        await page.goto(`${result}/unplaced`);
        const unplaced = await rows(page);
        assert.equal(placed.length + unplaced.length, 8, "everybody is in one of the two lists");
        await page.goto(`${result}/places`);

        // What would go out is shown first; then it is published, and every announced mail is written.
        await page.goto(round);
        await page.locator("main a[href$='/publish']").click();
        const announced = (await rows(page)).filter((line) => line[1].includes("@"));
        assert.equal(announced.length, 4, "four companies get a mail");
        // Two invitations went out before.
        await page.locator("main form[action$='/publish'] button[type=submit]").click();
        // It waits for ten minutes, in which it can be taken back; or it goes out at once.
        await page.locator("main form[action$='/publish/now'] button[type=submit]").click();
        const letters = await mailbox(service, 2 + 4 + 1);
        for (const letter of letters) assert.doesNotMatch(letter, /\b(Esempi|Finti|Modelli|Provetti|Inventi|Saggi|Tipici|Varianti)\b/, "no mail names a student");

        // A company with two proposals opens its link: looking changes nothing, answering does.
        const company = await visitor(browser, service, { language: "en", javascript });
        const door = doorIn(letters.find((letter) => /^To:.*cucina@/m.test(letter)));
        await company.page.goto(door);
        assert.equal(await company.page.locator("input[type=radio][value=accept]").count(), 2);
        if (javascript) assert.deepEqual(await barriers(company.page), []);
        assert.doesNotMatch(await company.page.locator("main").innerText(), /\b(Inventi|Saggi)\b/, "no name before acceptance");
        await answer(company.page, door, ["accept", "decline"]);
        await company.page.goto(door);
        assert.match(await company.page.locator("main").innerText(), /\b(Inventi|Saggi)\b/, "who was accepted is known now");
        untroubled(company);
        await company.close();

        // The school sees both answers.
        await page.goto("/proposals");
        const answers = (await rows(page)).flat().join(" ");
        assert.match(answers, /accepted/);
        assert.match(answers, /declined/);

        await signOut(page);
        assert.equal(await page.locator(".site-tools a[href='/sign-in']").count(), 1);
        untroubled(coordinator);
        untroubled(administrator);
      } finally {
        await service.stop();
      }
    });
  });
}

describe("an instance in use", () => {
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

  const people = [
    { who: "coordinator", email: COORDINATOR, reaches: ["/imports", "/rounds/{id}", "/rounds/{id}/runs/{id}/proposals", "/students", "/rules", "/outbox"] },
    { who: "administrator", email: ADMINISTRATOR, reaches: ["/accounts", "/schools"] },
  ];
  for (const { who, email, reaches } of people) {
    for (const language of ["it", "en"]) {
      it(`has no barrier on any page of the ${who}, in ${language}, at 1280 and 360 px, and never scrolls sideways at 320 px`, async () => {
        const somebody = await visitor(browser, instance.service, { language });
        const { page } = somebody;
        await signIn(page, email);
        await page.goto(`/language/${language}`);
        const found = [];
        const kinds = await crawl(page, `${instance.service.url}/`, async (page, address, response) => {
          found.push(...(await wrongs(page, address, response)));
        });
        assert.deepEqual([...new Set(found)], []);
        for (const one of reaches) assert.ok(kinds.includes(one), `${one} is not reached: ${kinds.join(" ")}`);
        untroubled(somebody);
        await somebody.close();
      });
    }
  }
});
