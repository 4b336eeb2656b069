// What `make bench` prints about the solver: its time and that of the peers on the same files, one after the other, five times
// in turn, medians. A ratio is only printed where the values are equal.
//
//   MEASURE=…/examples/measure node tests/bench/solver.mjs [row …]
//
// PEERS names a Python that has ortools, scipy and numpy (default python3); without them the peers' columns say so.

import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const measure = process.env.MEASURE;
const python = process.env.PEERS ?? "python3";
const peers = path.join(import.meta.dirname, "../../solver/benches/peers.py");
const TIMES = Number(process.env.TIMES ?? 5);

// Each row: what is made, whom it is compared with, how many times faster it must be, and the threads given.
const market = (name, students, pairs, nested, tiers) => ({ name, students, pairs, nested, tiers });
const score = ["score"], both = ["placed", "score"];
const rows = [];
for (const [size, students] of [["20k", 20_000], ["60k", 60_000]])
  for (const [kind, nested] of [["", false], ["-nested", true]])
    for (const [order, tiers] of [["", score], ["-placed", both]])
      rows.push({ ...market(`${size}${kind}${order}`, students, 50, nested, tiers), peer: "ortools", reach: 3, threads: 0 });
rows.push({ ...market("5k-highs", 5_000, 50, false, score), peer: "highs", reach: 25, threads: 0 });
rows.push({ ...market("100k", 100_000, 10, false, score), peer: "ortools", reach: 1, threads: 1 });
const growth = [market("20k-growth", 20_000, 10, false, score), market("300k-growth", 300_000, 10, false, score)];

const asked = process.argv.slice(2);
const wanted = (row) => !asked.length || asked.includes(row.name);
const folder = mkdtempSync(path.join(os.tmpdir(), "abbina-solver-bench-"));
try {
  const there = Object.fromEntries(["ortools", "highs"].map((peer) => [peer, run(python, [peers, peer]) !== null]));
  for (const [peer, ok] of Object.entries(there))
    if (!ok) console.log(`${peer}: not installed for ${python}; its column stays empty (solver/benches/peers.py says how to install it)`);
  console.log(`${os.cpus().length} processors, load ${os.loadavg()[0].toFixed(1)}, medians of ${TIMES}\n`);
  console.log("market               solver s    peer s   times  reach   MiB  peer MiB  reading MB/s");
  for (const row of rows.filter(wanted)) compare(row, there[row.peer]);
  if (growth.every(wanted)) grow();
  if (wanted({ name: "whatif" })) whatIf();
  if (wanted({ name: "regrets" })) regrets();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare(row, peerThere) {
  const file = make(row);
  const own = [], other = [];
  for (let i = 0; i < TIMES; i++) {
    own.push(line(measure, ["solve", file, String(row.threads)]));
    if (peerThere) other.push(line(python, [peers, row.peer, file]));
  }
  const values = new Set([...own, ...other].map((one) => JSON.stringify(one.values)));
  const proved = own.every((one) => one.status === "optimal");
  const seconds = median(own, "seconds");
  const cells = [row.name.padEnd(18), seconds.toFixed(3).padStart(10)];
  if (!peerThere) cells.push("-".padStart(9), "-".padStart(7), `≥ ${row.reach}`.padStart(6));
  else if (values.size > 1 || !proved) cells.push(`  NO RATIO: the values differ or nothing is proved: ${[...values].join(" ")}`);
  else {
    const theirs = median(other, "seconds");
    cells.push(theirs.toFixed(3).padStart(9), (theirs / seconds).toFixed(2).padStart(7), `≥ ${row.reach}`.padStart(6));
  }
  cells.push(String(median(own, "peak_mib")).padStart(5), String(peerThere ? median(other, "peak_mib") : "-").padStart(9));
  console.log(cells.join(" "), median(own, "read_mb_s").toFixed(0).padStart(12));
  rmSync(file);
}

function grow() {
  const [small, large] = growth.map((row) => {
    const file = make(row);
    const own = Array.from({ length: Math.min(TIMES, 3) }, () => line(measure, ["solve", file, "1"]));
    rmSync(file);
    if (own.some((one) => one.status !== "optimal")) throw new Error(`${row.name} is not proved`);
    return median(own, "seconds");
  });
  const power = Math.log(large / small) / Math.log(growth[1].students / growth[0].students);
  console.log(`\n300,000 x 10, one thread: ${large.toFixed(2)} s, certified; 20,000 x 10: ${small.toFixed(3)} s; growth n^${power.toFixed(2)} (at most 1.3)`);
}

function whatIf() {
  const one = line(measure, ["whatif", make(market("whatif", 5_000, 50, false, both)), "1"]);
  console.log(`\nwhat-if at 5,000 x 50: median ${one.median_ms.toFixed(2)} ms (at most 50), 99th percentile ${one.p99_ms.toFixed(2)} ms (at most 200), ${one.changes} changes, same as solving afresh: ${one.same_as_afresh}`);
}

function regrets() {
  const one = line(measure, ["regrets", make(market("regrets", 3_000, 50, false, both)), "0"]);
  console.log(`\nregret of all ${one.pairs} eligible pairs at 3,000 x 50: ${one.seconds.toFixed(2)} s (at most 10)`);
}

function run(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  return status === 0 ? stdout : null;
}

function line(program, args) {
  const text = run(program, args);
  if (text === null) throw new Error(`${path.basename(program)} ${args.slice(0, 2).join(" ")} failed`);
  return JSON.parse(text);
}

function median(list, key) {
  const sorted = list.map((one) => one[key]).sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

// An apprenticeship market: 26 figures with a Zipf-like mix, towns as clusters, 0.55 places per student with 1 to 3 seats, each
// student linked to the nearest places of the same figure within 60 km. Nested: tutors (at most 5) and employers (ratio caps).
function make({ name, students, pairs, nested, tiers }) {
  const random = generator(1);
  const figures = 26, towns = 60, count = Math.floor(students * 0.55);
  const pick = (weights) => {
    const sums = [];
    let sum = 0;
    for (const weight of weights) sums.push((sum += weight));
    return () => {
      const at = random() * sum;
      return sums.findIndex((s) => at < s);
    };
  };
  const figure = pick(Array.from({ length: figures }, (_, i) => 1 / (i + 1) ** 0.8));
  const centres = Array.from({ length: towns }, () => [random() * 200, random() * 150]);
  const town = pick(Array.from({ length: towns }, () => random() ** 2 + 0.05));
  const people = (n) =>
    Array.from({ length: n }, () => {
      const [x, y] = centres[town()];
      return { figure: figure(), x: x + (random() - 0.5) * 30, y: y + (random() - 0.5) * 30, taste: random() };
    });
  const all = people(students), places = people(count);
  const out = openSync(path.join(folder, `${name}.json`), "w");
  const seats = [1, 1, 1, 2, 2, 3];
  writeSync(out, `{"format":"abbina-matching/1","students":[${all.map((_, s) => `{"id":"s${s}"}`).join()}],"places":[`);
  writeSync(out, places.map((_, p) => {
    const capacity = seats[Math.floor(random() * seats.length)];
    const inside = nested ? `,"group":"t${Math.floor(p / 3)}","employer":"e${Math.floor(p / 6)}"` : "";
    return `{"id":"p${p}","capacity":${capacity}${inside}}`;
  }).join());
  if (nested) {
    const tutors = Math.ceil(count / 3), employers = Math.ceil(tutors / 2), caps = [3, 3, 4, 6, 9];
    const groups = Array.from({ length: tutors }, (_, t) => `{"id":"t${t}","max":5,"parent":"e${t >> 1}"}`);
    for (let e = 0; e < employers; e++) groups.push(`{"id":"e${e}","max":${caps[Math.floor(random() * caps.length)]}}`);
    writeSync(out, `],"groups":[${groups.join()}`);
  }
  writeSync(out, '],"pairs":[');
  // Places by figure and square of five kilometres: the nearest are found ring by ring, however many there are in all.
  const side = 5, square = (figure, x, y) => `${figure}/${x}/${y}`, squares = new Map();
  for (const [p, place] of places.entries()) {
    const at = square(place.figure, Math.floor(place.x / side), Math.floor(place.y / side));
    squares.get(at)?.push(p) ?? squares.set(at, [p]);
  }
  let first = true;
  for (const [s, student] of all.entries()) {
    const near = [], x = Math.floor(student.x / side), y = Math.floor(student.y / side);
    for (let ring = 0; ring * side < 60 + side; ring++) {
      for (let dx = -ring; dx <= ring; dx++) {
        for (let dy = -ring; dy <= ring; dy += Math.abs(dx) === ring ? 1 : 2 * ring) {
          for (const p of squares.get(square(student.figure, x + dx, y + dy)) ?? []) {
            const distance = Math.hypot(places[p].x - student.x, places[p].y - student.y);
            if (distance < 60) near.push([distance, p]);
          }
        }
      }
      // Whoever is nearer than the rings so far are wide has been seen.
      if (near.length >= pairs && near.filter(([distance]) => distance <= ring * side).length >= pairs) break;
    }
    near.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const own = near.slice(0, pairs).map(([distance, p]) => {
      const worth = 2000 - 8 * distance + 200 * random() - 100 * Math.abs(places[p].taste - student.taste);
      return `["s${s}","p${p}",${Math.round(worth)}]`;
    });
    if (!own.length) continue;
    writeSync(out, (first ? "" : ",") + own.join());
    first = false;
  }
  writeSync(out, `],"policy":{"tiers":${JSON.stringify(tiers)},"stability":"none"},"seed":1}`);
  closeSync(out);
  return path.join(folder, `${name}.json`);
}

// Mulberry32 (public domain): the same market on every machine.
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
