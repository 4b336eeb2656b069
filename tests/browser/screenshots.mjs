// The README's pictures, taken from a small instance in Chromium: `make screenshots`.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.mjs";
import { startInstance } from "./support/instance.mjs";
import { openRound, run } from "./support/steps.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../templates/assets/screenshots");
await mkdir(folder, { recursive: true });
const browser = await launch();
const { service, coordinator, files } = await startInstance(browser, { language: "it" });
const { page } = coordinator;

async function take(name, { width, height }) {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}-${width}.png`) });
  console.log(`${name}-${width}.png`);
}

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
try {
  await page.goto("/language/it");
  await take("home", desk);
  await page.goto("/imports");
  await take("imports", desk);
  const round = await openRound(page, "Autunno", files);
  await page.goto(`${round}/readiness`);
  await take("readiness", desk);
  await take("readiness", phone);
  const result = await run(page, round);
  await take("run", desk);
  await page.goto(`${result}/proposals`);
  await take("result", desk);
  await take("result", phone);
  await page.goto(`${result}/unplaced`);
  await take("unplaced", desk);
  await take("unplaced", phone);
  await page.goto(`${result}/proposals`);
  await page.locator("main tbody th a").first().click();
  await take("why", desk);
  await take("why", phone);
  await page.goto(`${result}/charts`);
  await take("charts", desk);
  await page.goto(`${result}/map`);
  await take("map", desk);
  await page.goto("/rules");
  await take("rules", desk);
} finally {
  await browser.close();
  await service.stop();
}
