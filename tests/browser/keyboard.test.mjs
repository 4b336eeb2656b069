// Without a mouse: in, to a round, a run, and out.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, untroubled, visitor } from "./support/browser.mjs";
import { COORDINATOR, startInstance } from "./support/instance.mjs";
import { openRound, signOut, tabTo } from "./support/steps.mjs";

describe("somebody without a mouse", () => {
  let service;
  let browser;
  before(async () => {
    browser = await launch();
    const instance = await startInstance(browser);
    service = instance.service;
    await openRound(instance.coordinator.page, "Autumn", instance.files);
    await signOut(instance.coordinator.page);
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  it("comes in, runs a round, reads the result and leaves", async () => {
    const somebody = await visitor(browser, service, { language: "en" });
    const { page } = somebody;
    await page.goto("/");

    // The first stop of every page jumps over the navigation.
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip-link");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");

    await tabTo(page, "main a", "Sign in");
    await page.keyboard.press("Enter");
    await page.waitForURL(/sign-in/);
    await tabTo(page, "#f-email", "");
    await page.keyboard.type(COORDINATOR);
    await page.keyboard.press("Tab");
    await page.keyboard.type("quattro ruote sul tetto");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${service.url}/`);

    await tabTo(page, "a[href='/rounds']", "Rounds");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/rounds$/);
    await tabTo(page, "main th a", "Autumn");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
    await tabTo(page, "button", "Run the matching");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await page.locator("main a", { hasText: "Open the result" }).waitFor({ timeout: 60_000 });
    await tabTo(page, "main a", "Open the result");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/proposals$/);

    await tabTo(page, "button", "Sign out");
    await page.keyboard.press("Enter");
    await page.locator(".site-tools a[href='/sign-in']").waitFor();
    untroubled(somebody);
    await somebody.close();
  });
});
