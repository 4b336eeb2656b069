// What `make bench` prints: a round of 3,000 students x 1,650 places x 50 candidates, phase by phase as the service itself
// recorded them, and pages at 100 requests a second while such a run is going on. Nothing is left out and nothing is rounded up.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

const program = process.env.ABBINA;
const size = process.env.SIZE ?? "3000";
const RATE = 100;
const SECONDS = Number(process.env.SECONDS ?? 20);
const LIMIT_RUN = 10_000;
const LIMIT_PAGE = 100;

const folder = await mkdtemp(path.join(os.tmpdir(), "abbina-bench-"));
const port = await new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
const url = `http://127.0.0.1:${port}`;
const started = performance.now();
const child = spawn(program, ["demo", "--size", size, "--seed", "1", "--data", path.join(folder, "data"), "--listen", `127.0.0.1:${port}`], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, ABBINA_LOG: "warn" },
});
let ended = false;
child.on("exit", () => (ended = true));

try {
  while (!(await fetch(`${url}/healthz`).then((r) => r.ok, () => false))) {
    if (ended) throw new Error("abbina demo ended before it answered");
    await pause(50);
  }
  const firstPage = performance.now() - started;

  const visitor = new Visitor();
  await visitor.become(/coordin/i);
  await visitor.get("/language/en");
  const rounds = [...(await visitor.get("/rounds")).text.matchAll(/href="(\/rounds\/[0-9a-f-]{36})"/g)].map((match) => match[1]);
  if (!rounds.length) throw new Error("the demonstration has no rounds");
  // The one to run: the largest of those that have not been published.
  const runs = [];
  for (const round of new Set(rounds)) {
    const page = await visitor.get(round);
    if (!page.text.includes(`action="${round}/runs"`) || page.text.includes(`${round}/answers`)) continue;
    runs.push({ round, ...(await oneRun(visitor, round)) });
  }
  runs.sort((a, b) => b.students - a.students);
  const largest = runs[0];
  if (!largest) throw new Error("no round of the demonstration can be run");

  // Pages under load, while the same round runs again and again.
  const pages = ["/", "/rounds", largest.round, `${largest.run}/proposals`, `${largest.run}/unplaced`, `${largest.run}/places`, "/students", "/rules"];
  const there = [];
  for (const page of pages) if ((await visitor.get(page)).status === 200) there.push(page);
  const idle = await load(visitor, there, Math.min(SECONDS, 10));
  let stop = false;
  const again = (async () => {
    let count = 0;
    while (!stop) {
      await oneRun(visitor, largest.round);
      count += 1;
    }
    return count;
  })();
  const busy = await load(visitor, there, SECONDS);
  stop = true;
  const during = await again;

  const machine = `${os.cpus().length} x ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB; load before: ${os.loadavg()[0].toFixed(1)}`;
  console.log(`\nabbina demo --size ${size} --seed 1, build profile of \`make\` (own code unoptimised), ${machine}\n`);
  table(
    ["what", "measured", "promised", ""],
    [
      ["first page after start, data made", `${Math.round(firstPage)} ms`, "5,000 ms", verdict(firstPage <= 5000)],
      ["round", `${largest.students} students x ${largest.seats} seats, ${largest.pairs} pairs`, "", ""],
      ...Object.entries(largest.timings).map(([phase, ms]) => [`  ${phase}`, `${ms} ms`, "", ""]),
      ["  all of the run, as waited for", `${Math.round(largest.waited)} ms`, "10,000 ms", verdict(largest.waited <= LIMIT_RUN)],
      ...summary(`pages, nobody running (${RATE}/s, ${there.length} pages)`, idle),
      ...summary(`pages, while ${during} runs went on (${RATE}/s)`, busy),
    ],
  );
} finally {
  child.kill("SIGTERM");
  await new Promise((gone) => (ended ? gone() : child.once("exit", gone)));
  await rm(folder, { recursive: true, force: true });
}

/** Somebody with cookies and a form token, without a browser. */
function Visitor() {
  const cookies = new Map();
  const keep = (response) => {
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
  };
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "), "accept-language": "en" });
  this.get = async (address) => {
    const response = await fetch(new URL(address, url), { headers: headers(), redirect: "manual" });
    keep(response);
    return { status: response.status, location: response.headers.get("location"), text: await response.text() };
  };
  this.post = async (address, from) => {
    const csrf = from.match(/name="csrf" value="([^"]+)"/)[1];
    const response = await fetch(new URL(address, url), {
      method: "POST",
      headers: { ...headers(), "content-type": "application/x-www-form-urlencoded", origin: url },
      body: new URLSearchParams({ csrf }),
      redirect: "manual",
    });
    keep(response);
    await response.arrayBuffer();
    if (response.status !== 303) throw new Error(`POST ${address}: ${response.status}`);
    return response.headers.get("location");
  };
  this.become = async (role) => {
    const { text } = await this.get("/sign-in");
    const persona = text.split(/<li\b/).find((card) => role.test(card) && /\/personas\//.test(card));
    if (!persona) throw new Error("no such persona on the sign-in page");
    await this.post(persona.match(/action="(\/personas\/[^"]+)"/)[1], text);
  };
}

async function oneRun(visitor, round) {
  const before = await visitor.get(round);
  const started = performance.now();
  const run = await visitor.post(`${round}/runs`, before.text);
  for (;;) {
    const { text } = await visitor.get(run);
    if (text.includes("notice-bad")) throw new Error(`the run ${run} failed`);
    if (text.includes("/problem.json")) {
      const fact = (name) => Number(text.match(new RegExp(`<dt>${name}</dt><dd>([^<]*)`))?.[1].replace(/\D/g, "") ?? 0);
      const times = text.match(/<dt>Times, milliseconds<\/dt><dd>([^<]*)/)?.[1] ?? "";
      return {
        run,
        waited: performance.now() - started,
        students: fact("Students"),
        seats: fact("Free seats"),
        pairs: fact("Pairs that the rules allow"),
        timings: Object.fromEntries([...times.matchAll(/(\w+) (\d+)/g)].map((match) => [match[1], Number(match[2])])),
      };
    }
    await pause(20);
  }
}

/** Asks `RATE` times a second whatever the answers do (an open loop: a slow answer does not slow the asking). */
async function load(visitor, pages, seconds) {
  const waits = [];
  let failed = 0;
  const asked = [];
  const start = performance.now();
  for (let index = 0; index < RATE * seconds; index += 1) {
    const due = start + (index * 1000) / RATE;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    asked.push(
      visitor.get(pages[index % pages.length]).then(
        ({ status }) => (status === 200 ? waits.push(performance.now() - due) : (failed += 1)),
        () => (failed += 1),
      ),
    );
  }
  await Promise.all(asked);
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), failed, asked: asked.length };
}

function summary(name, { p50, p95, p99, failed, asked }) {
  return [
    [name, `p50 ${p50.toFixed(1)} ms`, "", ""],
    ["", `p95 ${p95.toFixed(1)} ms`, `${LIMIT_PAGE} ms`, verdict(p95 <= LIMIT_PAGE && failed === 0)],
    ["", `p99 ${p99.toFixed(1)} ms`, "", ""],
    ["", `${failed} of ${asked} failed`, "0", verdict(failed === 0)],
  ];
}

function verdict(kept) {
  if (!kept) process.exitCode = 1;
  return kept ? "kept" : "NOT KEPT";
}

function table(head, lines) {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  for (const line of [head, widths.map((width) => "-".repeat(width)), ...lines]) {
    console.log(line.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
