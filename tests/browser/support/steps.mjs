// What people do, in words that a journey can be read in. Pages are found by what they say and by where they lead.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

/** Comes in as the first persona of a role, as the sign-in page names it. */
export async function signInAs(page, role, { which = 0 } = {}) {
  await page.goto("/sign-in");
  const personas = page.locator("li", { has: page.locator("form[action^='/personas/']"), hasText: role });
  await personas.nth(which).getByRole("button").click();
  assert.equal(new URL(page.url()).pathname, "/", "a persona arrives at the front page");
}

/** Leaves. */
export async function signOut(page) {
  await page.locator("form[action='/sign-out'] button").click();
}

/** Opens a round, and answers with its address. */
export async function openRound(page, name, { first, last }) {
  await page.goto("/rounds/new");
  await page.locator("#f-name").fill(name);
  await page.locator("#f-from").fill(first);
  await page.locator("#f-to").fill(last);
  await page.locator("#f-answer_by").fill(new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10));
  await page.locator("main form[action='/rounds'] button[type=submit]").click();
  await page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Runs a round and waits until the run is over; the page that says so is open then. */
export async function run(page, round) {
  await page.goto(round);
  await page.locator("form[action$='/runs'] button").click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  const address = page.url();
  const end = Date.now() + 60_000;
  while ((await page.locator("form[action$='/stop']").count()) > 0 || (await page.locator("a[href$='/problem.json']").count()) === 0) {
    assert.ok(Date.now() < end, "the run does not end");
    assert.equal(await page.locator(".notice-bad").count(), 0, "the run failed");
    await new Promise((again) => setTimeout(again, 500));
    await reopen(page, address);
  }
  return address;
}

/** Opens a page anew, also when it was about to do so by itself: the page of a run shows the end of it as soon as there is one. */
export async function reopen(page, address) {
  await page.goto(address).catch(async (error) => {
    if (!/ERR_ABORTED|interrupted by another navigation/.test(error.message)) throw error;
    await page.waitForLoadState();
  });
}

/** What the cells of a page's first table say, row by row. */
export function rows(page) {
  return page
    .locator("main table")
    .first()
    .locator("tbody tr")
    .evaluateAll((lines) => lines.map((line) => [...line.cells].map((cell) => cell.innerText.trim())));
}

/** The letters that a service without a mail server wrote into its folder, once there are that many; decoded. */
export async function mailbox(service, many) {
  const folder = path.join(service.folder, "data", "outbox");
  for (let wait = 0; wait < 80; wait += 1) {
    const names = await readdir(folder).catch(() => []);
    const letters = names.filter((name) => name.endsWith(".eml"));
    if (letters.length >= many) return Promise.all(letters.map(async (name) => decoded(await readFile(path.join(folder, name), "utf8"))));
    await new Promise((again) => setTimeout(again, 250));
  }
  assert.fail(`fewer than ${many} letters in the folder`);
}

/** A letter with its quoted-printable and base64 parts readable. */
export function decoded(letter) {
  const plain = letter.replace(/=\r?\n/g, "").replace(/(=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString("utf8"));
  return plain.replace(/(?:^[A-Za-z0-9+/]{60,78}\r?\n)+^[A-Za-z0-9+/]*={0,2}$/gm, (block) => Buffer.from(block, "base64").toString("utf8"));
}

/** The doors in the letters of a demonstration's outbox: "/r/" to proposals, "/a/" to the yearly question. */
export async function doorsIn(page, service, start) {
  const doors = new Set();
  for (let next = `${service.url}/demo/outbox`; next; ) {
    await page.goto(next);
    const letters = await page.locator("main a[href^='/demo/outbox/']").evaluateAll((links) => links.map((link) => link.href));
    const after = page.locator("a[rel=next]");
    next = (await after.count()) > 0 ? await after.evaluate((link) => link.href) : null;
    for (const letter of letters) {
      await page.goto(letter);
      for (const href of await page.locator(`main a[href*='${start}']`).evaluateAll((links) => links.map((link) => link.href))) doors.add(href);
    }
  }
  return [...doors];
}

/** The link in a letter that opens a company's proposals, without an account. */
export function doorIn(letter) {
  const door = letter?.match(/https?:\/\/\S+?\/r\/[A-Za-z0-9_.~-]+/)?.[0];
  assert.ok(door, "the letter has a link");
  return door;
}

/** Answers the open proposals of a company's page: "accept" or "decline", in their order; those without are left for later. */
export async function answer(page, door, answers, { before = () => {} } = {}) {
  await page.goto(door);
  const cards = page.locator("section.card", { has: page.locator("input[type=radio]") });
  for (const [index, choice] of answers.entries()) {
    const card = cards.nth(index);
    await card.locator(`input[type=radio][value=${choice}]`).check();
    if (choice === "decline") await card.locator("select").selectOption("tutor");
  }
  await page.locator("form[action$='/check'] button[type=submit]:not([form])").click();
  before();
  await page.locator("form[action$='/answer'] button[type=submit]").click();
}

const PASSWORD = "quattro ruote sul tetto";

/** Sets a password by the link that an administrator, or `abbina invite`, gave. */
export async function setPassword(page, link, password = PASSWORD) {
  await page.goto(link);
  await page.locator("#f-password").fill(password);
  await page.locator("#f-again").fill(password);
  await page.locator("main form button[type=submit]").click();
}

/** Comes in with address and password. */
export async function signIn(page, email, password = PASSWORD) {
  await page.goto("/sign-in");
  await page.locator("#f-email").fill(email);
  await page.locator("#f-password").fill(password);
  await page.locator("main form[action='/sign-in'] button[type=submit]").click();
  await page.waitForURL((address) => address.pathname === "/");
}

/** As an administrator: makes a school and an account that coordinates it; answers with the link for its password. */
export async function foundSchool(page, name, email) {
  await page.goto("/schools/new");
  await page.locator("#f-name").fill(name);
  await page.locator("#f-code").fill("SCUOLA1");
  await page.locator("#f-comune").fill("Bergamo");
  await page.locator("#f-email").fill(email);
  await page.locator("main form[action='/schools'] button[type=submit]").click();
  await page.goto("/accounts/new");
  await page.locator("#f-name").fill("Irene Prova");
  await page.locator("#f-email").fill(email);
  await page.locator("#f-role").selectOption("coordinator");
  await page.locator("#f-institution").selectOption({ index: 1 });
  await page.locator("#f-language").selectOption("en");
  await page.locator("main form[action='/accounts'] button[type=submit]").click();
  // The account's page shows a link only in the answer to asking for one.
  if ((await page.locator(".once code").count()) === 0) await page.locator("form[action$='/link'] button").click();
  return page.locator(".once code").innerText();
}

/** Imports a file: what would change is shown first, and nothing is written before it is confirmed. */
export async function importFile(page, kind, file) {
  await page.goto("/imports");
  await page.locator("#f-kind").selectOption(kind);
  await page.locator("#f-file").setInputFiles(file);
  await page.locator("main form[action='/imports'] button[type=submit]").click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  assert.deepEqual(await page.locator("main .wrong, main .notice-bad").allInnerTexts(), [], `${kind} are imported without a complaint`);
  await page.locator("form[action$='/confirm'] button[type=submit]").click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  assert.equal(await page.locator("form[action$='/undo']").count(), 1, `${kind} are in, and can be undone`);
}

/** Tab until what has the focus fits; it must be visible that it has it. */
export async function tabTo(page, selector, text) {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(
      ([selector, text]) => {
        const element = document.activeElement;
        if (!element?.matches(selector) || !element.innerText.includes(text)) return null;
        const style = getComputedStyle(element);
        return { seen: style.outlineStyle !== "none" || style.boxShadow !== "none", box: element.getBoundingClientRect().toJSON() };
      },
      [selector, text],
    );
    if (here) {
      assert.ok(here.seen, `nothing shows that ${selector} “${text}” has the focus`);
      assert.ok(here.box.width > 0 && here.box.height > 0, `${selector} “${text}” cannot be seen`);
      return;
    }
  }
  assert.fail(`Tab never reaches ${selector} “${text}”`);
}
