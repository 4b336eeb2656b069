// The main job, while the server is killed between any two steps and in the middle of each: the power goes, nobody says goodbye.
// On both databases, over real SMTP.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { launch } from "./support/browser.mjs";
import { COORDINATOR, startInstance } from "./support/instance.mjs";
import { openPostOffice } from "./support/post_office.mjs";
import { pause } from "./support/service.mjs";
import { answer, decoded, doorIn, openRound, reopen, rows } from "./support/steps.mjs";

const databases = [["SQLite", async () => []]];
if (process.env.TEST_DATABASE_URL) databases.push(["PostgreSQL", async () => ["--database-url", await freshDatabase(process.env.TEST_DATABASE_URL)]]);

for (const [name, settings] of databases) {
  describe(`the main job on ${name}, with the server killed at every turn`, () => {
    let browser;
    let post;
    before(async () => {
      browser = await launch();
      post = await openPostOffice();
    });
    after(async () => {
      await browser?.close();
      post?.close();
    });

    it("loses nothing, does nothing twice, and writes nothing by halves", async () => {
      const { service, coordinator, files } = await startInstance(browser, {
        javascript: false,
        settings: [...(await settings()), "--smtp-url", post.url],
        kinds: ["companies", "placements"],
        change: (kind, text) => (kind === "companies" ? text.replaceAll(";cucina@", ";slow300+cucina@").replaceAll(";mensa@", ";vanish1+mensa@") : text),
      });
      const { page } = coordinator;
      page.setDefaultTimeout(10_000);
      /** Does it, and kills the server so many milliseconds later; what the person sees of it is an error of the browser. */
      const struck = async (delay, deed) => {
        const under = deed().catch(() => {});
        await pause(delay);
        await service.strike();
        await under;
        await settled(page);
      };
      try {
        // An import: uploaded or not; confirmed whole or not at all. Who was signed in still is.
        await page.goto("/imports");
        await page.locator("#f-kind").selectOption("students");
        await page.locator("#f-file").setInputFiles(files.students);
        await page.locator("main form[action='/imports'] button[type=submit]").click();
        await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
        const file = page.url();
        for (const delay of [0, 5, 15, 40, 100, 200]) {
          await page.goto(file);
          const confirm = page.locator("form[action$='/confirm'] button[type=submit]");
          if ((await confirm.count()) === 0) break;
          await struck(delay, () => confirm.click({ timeout: 3_000 }));
          await page.goto("/students");
          assert.ok([0, 8].includes((await page.locator("main a[href^='/students/']:not([href$='/new'])").count()) && (await rows(page)).length), "all eight or none");
        }
        await page.goto(file);
        const confirm = page.locator("form[action$='/confirm'] button[type=submit]");
        if ((await confirm.count()) > 0) await confirm.click();
        await page.goto("/students");
        assert.equal((await rows(page)).length, 8);

        // A run: the next server finishes what this one had in hand; the page of the run says how it ended, once.
        const round = await openRound(page, "Autumn", files);
        for (const delay of [0, 100, 500, 900, 1_300]) {
          await page.goto(round);
          await struck(delay, () => page.locator("form[action$='/runs'] button").click({ timeout: 3_000 }));
          await page.goto(round);
          const links = await page.locator("main a[href*='/runs/']").evaluateAll((all) => all.map((link) => link.href));
          for (const run of new Set(links.map((link) => link.replace(/(\/runs\/[0-9a-f-]{36}).*/, "$1")))) await over(page, run);
        }
        // Once more, and this time it is killed as soon as its page says that it is being done.
        await page.goto(round);
        await page.locator("form[action$='/runs'] button").click();
        await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
        const result = page.url();
        while (/<h1[^>]*>[^/]*waiting/.test(await (await page.request.get(result)).text())) await pause(5);
        await service.strike();
        await settled(page);
        await over(page, result);
        assert.match(await page.locator("main").innerText(), /Best possible result, proof checked/);
        assert.deepEqual(await orphans(), [], "no solver outlives its server");
        await page.goto(`${result}/proposals`);
        const placed = (await rows(page)).length;

        // Publication: all proposals and all mails, or none; the mails go out whatever falls in between.
        let answers;
        for (const delay of [0, 20, 60, 150, 400]) {
          await page.goto(`${round}/publish`);
          // Asked for before, it waits; then it goes out at once.
          const ask = page.locator("main form[action$='/publish'] button[type=submit]");
          if ((await ask.count()) > 0) await ask.click();
          const publish = page.locator("main form[action$='/publish/now'] button[type=submit]");
          if ((await publish.count()) === 0) break;
          await struck(delay, () => publish.click({ timeout: 3_000 }));
          await page.goto("/proposals");
          answers = (await rows(page)).length;
          assert.ok(answers === 0 || answers === placed, `${answers} of ${placed} proposals`);
        }
        if (!answers) {
          await page.goto(`${round}/publish`);
          await page.locator("main form[action$='/publish/now'] button[type=submit]").click();
        }
        const addresses = 5;
        // Invitations went out before all this.
        const sent = () => post.letters.filter(({ text }) => !/^Subject:.*\b(account|password)\b/im.test(text));
        for (let wait = 0; new Set(sent().map(({ to }) => to)).size < addresses; wait += 1) {
          assert.ok(wait < 60, `letters reached only ${sent().map(({ to }) => to)}`);
          await pause(600);
          if (wait < 3) await service.strike();
        }
        await pause(1_500);
        const byAddress = grouped(sent());
        for (const [to, letters] of byAddress) assert.equal(new Set(letters.map(({ id }) => id)).size, 1, `${to} has one message, however often it came`);

        // An answer: given once. Looking changes nothing.
        const door = doorIn(decoded(post.letters.find(({ to }) => to.includes("cucina")).text));
        const context = await browser.newContext({ baseURL: service.url, locale: "en-GB", javaScriptEnabled: false });
        const company = await context.newPage();
        company.setDefaultTimeout(5_000);
        for (const delay of [0, 10, 50, 150]) {
          await company.goto(door);
          if ((await company.locator("input[type=radio][value=accept]").count()) === 0) break;
          await company.goto("about:blank");
          let sent;
          const ready = new Promise((at) => (sent = at));
          const deed = answer(company, door, ["accept", "decline"], { before: () => sent() }).catch(() => {});
          await ready;
          await pause(delay);
          await service.strike();
          await deed;
          await settled(company);
        }
        await company.goto(door);
        if ((await company.locator("input[type=radio][value=accept]").count()) > 0) await answer(company, door, ["accept", "decline"]);
        await context.close();
        await page.goto("/proposals");
        const cells = (await rows(page)).map((line) => line.join(" "));
        assert.equal(cells.filter((line) => /accepted/.test(line)).length, 1, "one yes");
        assert.equal(cells.filter((line) => /declined/.test(line)).length, 1, "one no");

        // The school hears of it: two answers, one message for each, once.
        const toSchool = () => new Set(sent().filter(({ to }) => to === COORDINATOR).map(({ id }) => id)).size;
        const before = 1;
        for (let wait = 0; toSchool() < before + 1; wait += 1) {
          assert.ok(wait < 60, "the school does not hear");
          await pause(500);
        }
      } finally {
        await service.stop();
      }
    });
  });
}

/** The browser's own page about a server that is gone comes late: waits for it, and leaves it. */
async function settled(page) {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await page.goto("about:blank").then(() => true, () => false)) return;
    await pause(100);
  }
}

/** Waits until a run is over. */
async function over(page, run) {
  const end = Date.now() + 90_000;
  for (;;) {
    await reopen(page, run);
    if ((await page.locator("a[href$='/problem.json']").count()) > 0) return;
    assert.equal(await page.locator(".notice-bad").count(), 0, "the run failed");
    assert.ok(Date.now() < end, "the run does not end");
    await pause(500);
  }
}

/** Solver processes without a parent that waits for them. */
async function orphans() {
  await pause(600);
  const { stdout } = await promisify(execFile)("ps", ["-eo", "ppid=,args="]);
  return stdout.split("\n").filter((line) => line.includes(`${process.env.ABBINA} solve - `) && /^\s*1\s/.test(line));
}

async function freshDatabase(server) {
  const name = `killed_${process.pid}_${Date.now()}`;
  await promisify(execFile)("psql", [`${server}/postgres`, "--quiet", "--command", `CREATE DATABASE ${name}`]);
  const address = `${server}/${name}`;
  await promisify(execFile)(process.env.ABBINA, ["migrate", "--database-url", address]);
  return address;
}

function grouped(letters) {
  const groups = new Map();
  for (const letter of letters) groups.set(letter.to, [...(groups.get(letter.to) ?? []), letter]);
  return groups;
}
