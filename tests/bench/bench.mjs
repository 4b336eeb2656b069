// What `make bench` prints of the main job: a round of 3,000 students x 1,650 places x some 50 candidates each, phase by phase
// as the service itself recorded them; the first page of the demonstration with 3,000; and its pages at 100 requests a second,
// while nobody runs anything and while a round is being run. Nothing is left out and nothing is rounded up.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { BUILD, Visitor, lines, machine, pause, serve, start, table, vat, verdict } from "./support.mjs";

const SIZE = process.env.SIZE ?? "3000";
const RATE = 100;
const SECONDS = Number(process.env.SECONDS ?? 20);
const LIMIT_RUN = 10_000;
const LIMIT_PAGE = 100;
const LIMIT_FIRST = 5_000;
const STUDENTS = 3_000;
const PLACES = 1_650;

const folder = await mkdtemp(path.join(os.tmpdir(), "abbina-bench-"));
const rows = [];
try {
  await fullRound();
  await demonstration();
  console.log(`\n${BUILD}, ${machine()}\n`);
  table([["what", "measured", "promised", ""], ...rows]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** One school with so many students and places, brought in as files, and its round. */
async function fullRound() {
  const data = path.join(folder, "full");
  await (await serve(data, 30)).end();
  for (const [kind, text] of Object.entries(await files())) {
    const file = path.join(folder, `${kind}.csv`);
    await writeFile(file, text);
    const school = kind === "companies" ? [] : ["--school", "OROBIE"];
    const { code } = await start(["import", kind, file, ...school, "--data", data]).done;
    if (code !== 0) throw new Error(`the import of ${kind} ended with ${code}`);
  }
  const service = await serve(data, 30);
  try {
    const visitor = new Visitor(service.url);
    await visitor.become(/coordin/i);
    const { text } = await visitor.get("/rounds/new");
    const form = { ...defaults(text), name: "Full size", pathway: "school_work", from: "2027-01-11", to: "2027-05-28", max_minutes: "60" };
    const { location } = await visitor.post("/rounds", form);
    if (!location) throw new Error("the round was not opened");
    const run = await oneRun(visitor, location.split("?")[0]);
    report(`round of ${STUDENTS} x ${PLACES}`, run);
  } finally {
    await service.end();
  }
}

async function files() {
  const repertory = await readFile(path.join(import.meta.dirname, "../../src/vocabulary/data/iefp_figures.csv"), "utf8");
  const figures = repertory.split("\n").slice(1).filter((line) => line.startsWith("Q")).map((line) => line.split(",")[2].replace(/^"/, ""));
  const figure = (n) => figures[n % figures.length];
  const comuni = ["Bergamo", "Dalmine", "Seriate", "Treviglio", "Romano di Lombardia", "Albino", "Ponte San Pietro", "Caravaggio"];
  const home = (n) => comuni[(n * 5 + Math.floor(n / 26)) % comuni.length];
  return {
    companies: lines(
      "partita iva;ragione sociale;dipendenti;qualificati;apprendisti in forza;capacità strutturale;capacità tecnica;capacità formativa;classe di rischio;referente;email referente",
      PLACES,
      (n) => `${vat(n)};Azienda ${n};20;6;1;sì;sì;sì;basso;Maria Bianchi;a${n}@azienda.example`,
    ),
    placements: lines(
      "codice posto;partita iva;figura;percorso;posti;sede (comune);inizio;fine;ore settimanali;ore giornaliere;tutor",
      PLACES,
      (n) => `F${n};${vat(n)};${figure(n)};alternanza;${1 + (n % 3)};${home(n * 7)};11/01/2027;28/05/2027;24;6;Luca Verdi`,
    ),
    students: lines(
      "matricola;cognome;nome;data di nascita;comune di residenza;figura;anno di corso;percorso;viaggio massimo (minuti);mezzo;preferenze",
      STUDENTS,
      (n) => `F${n};Rossi;Ada;${String(1 + (n % 28)).padStart(2, "0")}/0${1 + (n % 9)}/2009;${home(n)};${figure(n)};3;alternanza;${50 + (n % 30)};pubblico;F${(n % 26) + 26 * (n % 60)}|F${(n % 26) + 26 * ((n + 7) % 60)}`,
    ),
  };
}

/** The demonstration: its first page, and its pages under load, idle and during runs. */
async function demonstration() {
  const service = await serve(path.join(folder, "demo"), SIZE);
  try {
    rows.push([`first page of the demonstration of ${SIZE}, data made`, `${Math.round(service.firstPage)} ms`, `${LIMIT_FIRST} ms`, verdict(service.firstPage <= LIMIT_FIRST)]);
    const visitor = new Visitor(service.url);
    await visitor.become(/coordin/i);
    const rounds = new Set([...(await visitor.get("/rounds")).text.matchAll(/href="(\/rounds\/[0-9a-f-]{36})"/g)].map((match) => match[1]));
    // The one to run: the largest of those that have not been published.
    const runs = [];
    for (const round of rounds) {
      const page = await visitor.get(round);
      if (!page.text.includes(`action="${round}/runs"`) || page.text.includes(`${round}/answers`)) continue;
      runs.push({ round, ...(await oneRun(visitor, round)) });
    }
    runs.sort((a, b) => b.students - a.students);
    const largest = runs[0];
    if (!largest) throw new Error("no round of the demonstration can be run");
    report("largest round of the demonstration", largest);
    const pages = ["/", "/rounds", largest.round, `${largest.run}/proposals`, `${largest.run}/unplaced`, `${largest.run}/places`, "/students", "/rules"];
    const idle = await load(visitor, pages, Math.min(SECONDS, 10));
    let stop = false;
    const again = (async () => {
      let count = 0;
      for (; !stop; count += 1) await oneRun(visitor, largest.round);
      return count;
    })();
    const busy = await load(visitor, pages, SECONDS);
    stop = true;
    summary(`pages, nobody running (${RATE}/s, ${pages.length} pages)`, idle);
    summary(`pages, while ${await again} runs went on (${RATE}/s)`, busy);
  } finally {
    await service.end();
  }
}

function report(name, run) {
  rows.push([name, `${run.students} students x ${run.seats} seats, ${run.pairs} pairs`, "", ""]);
  for (const [phase, ms] of Object.entries(run.timings)) rows.push([`  ${phase}`, `${ms} ms`, "", ""]);
  rows.push(["  all of it, as waited for", `${Math.round(run.waited)} ms`, `${LIMIT_RUN} ms`, verdict(run.waited <= LIMIT_RUN)]);
}

/** The values that a form comes with. */
function defaults(text) {
  const form = text.match(/<form[^>]*action="\/rounds"[^]*?<\/form>/)[0];
  const fields = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = input.match(/name="([^"]+)"/)?.[1];
    const box = /type="(checkbox|radio)"/.test(input);
    if (name && (!box || /\schecked/.test(input))) fields[name] = input.match(/value="([^"]*)"/)?.[1] ?? "yes";
  }
  return fields;
}

/** Runs a round and waits for its result, as a page would. */
async function oneRun(visitor, round) {
  await visitor.get(round);
  const started = performance.now();
  const { location: run } = await visitor.post(`${round}/runs`);
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
    await pause(50);
  }
}

/** Asks `RATE` times a second whatever the answers do (an open loop: a slow answer does not slow the asking). */
async function load(visitor, pages, seconds) {
  const waits = [];
  let failed = 0;
  const asked = [];
  const began = performance.now();
  for (let index = 0; index < RATE * seconds; index += 1) {
    const due = began + (index * 1000) / RATE;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const answered = ({ status }) => (status === 200 ? waits.push(performance.now() - due) : (failed += 1));
    asked.push(visitor.get(pages[index % pages.length]).then(answered, () => (failed += 1)));
  }
  await Promise.all(asked);
  waits.sort((a, b) => a - b);
  const at = (share) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), failed, asked: asked.length };
}

function summary(name, { p50, p95, p99, failed, asked }) {
  rows.push(
    [name, `p50 ${p50.toFixed(1)} ms`, "", ""],
    ["", `p95 ${p95.toFixed(1)} ms`, `${LIMIT_PAGE} ms`, verdict(p95 <= LIMIT_PAGE)],
    ["", `p99 ${p99.toFixed(1)} ms`, "", ""],
    ["", `${failed} of ${asked} failed`, "0", verdict(failed === 0)],
  );
}
