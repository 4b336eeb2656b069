// The README's pictures, taken from a demonstration: `make screenshots`.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch, visitor } from "./support/browser.mjs";
import { start } from "./support/service.mjs";
import { doorIn, outbox, run, signInAs } from "./support/steps.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../templates/assets/screenshots");
await mkdir(folder, { recursive: true });
const service = await start("demo", "--size", "300", "--seed", "1");
const browser = await launch();

async function take(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  console.log(`${name}.png`);
}

try {
  const { page } = await visitor(browser, service, { language: "it", width: 1280, height: 800 });
  await page.goto("/sign-in");
  await take(page, "sign-in-1280");
  await signInAs(page, "Coordinamento");
  await take(page, "home-1280");
  await page.goto("/rounds");
  const drafts = page.locator("main tbody tr", { hasText: "in preparazione" });
  const round = new URL(await drafts.first().locator("th a").getAttribute("href"), service.url).href;
  const result = await run(page, round);
  await take(page, "run-1280");
  await page.goto(`${result}/proposals`);
  await take(page, "result-1280");
  await page.goto(`${result}/unplaced`);
  await take(page, "unplaced-1280");

  const phone = await visitor(browser, service, { language: "it", width: 360, height: 740 });
  const mails = await outbox(phone.page, service);
  for (const mail of mails) {
    await phone.page.goto(mail.href);
    if (!/\/r\/[A-Za-z0-9_-]+/.test(await phone.page.locator("main").innerText())) continue;
    await phone.page.goto(await doorIn(phone.page, mail));
    if (await phone.page.locator("input[type=radio][value=accept]").count()) break;
  }
  await take(phone.page, "company-360");
  await signInAs(phone.page, "Coordinamento");
  await take(phone.page, "home-360");
} finally {
  await browser.close();
  await service.stop();
}
