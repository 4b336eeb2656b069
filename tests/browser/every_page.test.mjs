// Every page that somebody can reach in a demonstration, as each persona: no barrier, no trouble, no sideways scroll.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { barriers, launch, sideways, untroubled, visitor } from "./support/browser.mjs";
import { crawl } from "./support/crawl.mjs";
import { start } from "./support/service.mjs";
import { signInAs } from "./support/steps.mjs";

/** The roles, as the sign-in page names them in both languages, and pages that each must reach. */
const roles = [
  { it: "Coordinamento", en: "School coordination", reaches: ["/rounds", "/rounds/{id}", "/rules", "/outbox"] },
  { it: "Azienda", en: "Company", reaches: ["/account"] },
  { it: "Fondo", en: "Fund", reaches: ["/account"] },
  { it: "Amministrazione", en: "Administration", reaches: ["/accounts", "/schools", "/audit"] },
];

describe("a demonstration", () => {
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

  for (const role of roles) {
    for (const language of ["it", "en"]) {
      it(`has no barrier on any page of ${role.en}, in ${language}, at 1280, 360 and 320 px`, async () => {
        const somebody = await visitor(browser, service, { language });
        await signInAs(somebody.page, role[language]);
        const found = [];
        const kinds = await crawl(somebody.page, `${service.url}/`, async (page, address, response) => {
          if (response.status() !== 200) found.push(`${address}: ${response.status()}`);
          if ((await page.locator("html").getAttribute("lang")) !== language) found.push(`${address}: not in ${language}`);
          if ((await page.locator("body").innerText()).includes("⟦")) found.push(`${address}: a text is missing`);
          for (const width of [1280, 360]) {
            await page.setViewportSize({ width, height: 900 });
            for (const barrier of await barriers(page)) found.push(`${address} at ${width} px: ${barrier}`);
          }
          await page.setViewportSize({ width: 320, height: 900 });
          const wider = await sideways(page);
          if (wider > 0) found.push(`${address}: ${wider} px wider than the window of 320`);
        });
        assert.deepEqual([...new Set(found)], []);
        for (const page of role.reaches) assert.ok(kinds.includes(page), `${page} is not reached: ${kinds.join(" ")}`);
        untroubled(somebody);
        await somebody.close();
      });
    }
  }
});
