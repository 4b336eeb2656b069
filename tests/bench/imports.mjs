// What `make bench` prints of imports: 20,000 students, companies and placements, brought in, brought in again, changed and
// taken back, on the command line and over the pages. Seconds are those of the clock; memory is the most that the process ever
// held (VmHWM), of the service the one that answers the pages. ABBINA_DATABASE_URL measures another database than SQLite: it
// must be empty.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

const program = process.env.ABBINA;
const ROWS = Number(process.env.ROWS ?? 20_000);
const LIMIT_SECONDS = 30;
const LIMIT_MB = 256;
const KINDS = ["companies", "students", "placements"];

const COMUNI = ["Bergamo", "Castro (BG)", "Sant'Omobono Terme", "Milano"];
const FIGURES = ["Operatore elettrico", "Operatore del benessere", "Operatore meccanico", "Operatore della ristorazione"];

/** The files: every column filled, as a large school would. */
const table = {
  students: (changed) =>
    lines(
      "matricola;cognome;nome;data di nascita;comune di residenza;figura;anno di corso;percorso;ore annue;ore settimanali a scuola;disponibile dal;disponibile al;viaggio massimo (minuti);distanza massima (km);mezzo;serve sede accessibile;preferenze;competenze;email;tutore legale;email tutore",
      (n) =>
        `M${n};Rossi;Ada;01/05/2009;${COMUNI[n % 4]};${FIGURES[n % 4]};${changed && n % 2 ? 4 : 3};apprendistato;990;18,5;10/09/2026;31/05/2027;60;25;pubblico;no;P${n}|P${n + 1};saldatura|disegno;m${n}@scuola.example;Maria Rossi;g${n}@posta.example`,
    ),
  companies: (changed) =>
    lines(
      "partita iva;ragione sociale;ateco;ccnl;dipendenti;qualificati;apprendisti in forza;artigiana;capacità strutturale;capacità tecnica;capacità formativa;dvr minori;classe di rischio;referente;email referente;pec;lingua",
      (n) =>
        `${vat(n)};Azienda ${n};95.31;Metalmeccanica;${changed && n % 2 ? 21 : 20};6;1;no;sì;sì;sì;sì;medio;Maria Bianchi;a${n}@azienda.example;a${n}@pec.example;italiano`,
    ),
  placements: (changed) =>
    lines(
      "codice posto;partita iva;figura;percorso;posti;sede (comune);indirizzo sede;inizio;fine;ore settimanali;ore giornaliere;giorni;dalle;alle;ore di formazione interna;tutor;massimo per tutor;anni di esperienza;lavorazioni a rischio;accessibile;età minima;competenze richieste",
      (n) =>
        `P${n};${vat(n)};${FIGURES[n % 4]};apprendistato;${changed && n % 2 ? 2 : 1};${COMUNI[n % 4]};Via Roma ${n};14/09/2026;11/06/2027;24;8;lun-ven;08:30;17:30;400;Luca Verdi;3;8;no;sì;16;saldatura`,
    ),
};

function lines(names, line) {
  return [names, ...Array.from({ length: ROWS }, (_, n) => line(n))].join("\r\n");
}

/** A VAT number of the office of Milan, with its check digit. */
function vat(n) {
  const ten = `${String(5_000_000 + n)}015`;
  const sum = [...ten].reduce((sum, digit, at) => {
    const twice = Number(digit) * (1 + (at % 2));
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return `${ten}${(10 - (sum % 10)) % 10}`;
}

const folder = await mkdtemp(path.join(os.tmpdir(), "abbina-imports-"));
const data = path.join(folder, "data");
const rows = [];

try {
  for (const kind of KINDS) {
    await writeFile(path.join(folder, `${kind}.csv`), table[kind](false));
    await writeFile(path.join(folder, `${kind}-changed.csv`), table[kind](true));
  }
  // A small demonstration has schools, and people who may sign in.
  const first = await serve();
  await first.end();
  for (const [what, name, more] of [
    ["new", "", []],
    ["the same again", "", []],
    ["half of it changed", "-changed", []],
    ["only checked", "", ["--dry-run"]],
  ]) {
    for (const kind of KINDS) {
      const school = kind === "companies" ? [] : ["--school", "OROBIE"];
      const child = start(["import", kind, path.join(folder, `${kind}${name}.csv`), ...school, ...more, "--data", data]);
      const { seconds, megabytes, code } = await child.done;
      measured(`command line, ${kind}, ${what}${code ? `: exit ${code}` : ""}`, seconds, megabytes, code === 0);
    }
  }
  for (const kind of KINDS) {
    const service = await serve();
    const visitor = new Visitor(service.url);
    await visitor.become(/coordin/i);
    const file = await readFile(path.join(folder, `${kind}.csv`));
    const steps = [
      ["uploaded", async () => (service.at = await visitor.upload(kind, `${kind}.csv`, file))],
      ["checked", () => visitor.get(service.at)],
      ["changes shown", () => visitor.get(`${service.at}/changes?kind=changed`)],
      ["confirmed", () => visitor.post(`${service.at}/confirm`, {})],
      ["taken back", () => visitor.post(`${service.at}/undo`, {})],
    ];
    for (const [what, step] of steps) {
      const before = performance.now();
      await step();
      measured(`pages, ${kind}, ${what}`, (performance.now() - before) / 1000, await service.megabytes());
    }
    await service.end();
  }
  const machine = `${os.cpus().length} x ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB; load: ${os.loadavg()[0].toFixed(1)}`;
  console.log(`\n${ROWS} rows, build profile of \`make\`, ${process.env.ABBINA_DATABASE_URL ? "the database given" : "SQLite"}, ${machine}\n`);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((cell, at) => cell.padEnd(widths[at])).join("  ").trimEnd());
} finally {
  await rm(folder, { recursive: true, force: true });
}

function measured(what, seconds, megabytes, worked = true) {
  const kept = worked && seconds <= LIMIT_SECONDS && megabytes <= LIMIT_MB;
  if (!kept) process.exitCode = 1;
  rows.push([what, `${seconds.toFixed(1)} s`, `${megabytes} MB`, kept ? "kept" : "NOT KEPT"]);
}

/** The program, with the most memory that it ever held. */
function start(args) {
  const before = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore"], env: { ...process.env, RUST_LOG: "warn" } });
  let megabytes = 0;
  const look = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    const most = status.match(/VmHWM:\s+(\d+) kB/);
    if (most) megabytes = Math.round(Number(most[1]) / 1024);
    return megabytes;
  };
  const watch = setInterval(look, 20);
  const done = new Promise((end) =>
    child.on("exit", (code) => {
      clearInterval(watch);
      end({ code, megabytes, seconds: (performance.now() - before) / 1000 });
    }),
  );
  return { child, done, look };
}

async function serve() {
  const port = await new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
  const url = `http://127.0.0.1:${port}`;
  const { child, done, look } = start(["demo", "--size", "30", "--seed", "1", "--data", data, "--listen", `127.0.0.1:${port}`]);
  let ended = false;
  done.then(() => (ended = true));
  while (!(await fetch(`${url}/healthz`).then((r) => r.ok, () => false))) {
    if (ended) throw new Error("abbina demo ended before it answered");
    await new Promise((later) => setTimeout(later, 50));
  }
  return {
    url,
    megabytes: look,
    end: () => {
      child.kill("SIGTERM");
      return done;
    },
  };
}

/** Somebody with cookies and a form token, without a browser. */
function Visitor(url) {
  const cookies = new Map();
  let csrf = "";
  const ask = async (address, init) => {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "), "accept-language": "en", origin: url };
    const response = await fetch(new URL(address, url), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    const text = await response.text();
    csrf = text.match(/name="csrf" value="([^"]+)"/)?.[1] ?? csrf;
    if (response.status >= 400) throw new Error(`${init?.method ?? "GET"} ${address}: ${response.status}`);
    return { text, location: response.headers.get("location") };
  };
  this.get = (address) => ask(address);
  this.post = (address, fields) => ask(address, { method: "POST", body: new URLSearchParams({ csrf, ...fields }) });
  this.upload = async (kind, name, bytes) => {
    await this.get("/imports");
    const body = new FormData();
    body.set("csrf", csrf);
    body.set("kind", kind);
    body.set("file", new Blob([bytes]), name);
    return (await ask("/imports", { method: "POST", body })).location;
  };
  this.become = async (role) => {
    const { text } = await this.get("/sign-in");
    const persona = text.split('<li class="card-plain">').find((card) => role.test(card) && /\/personas\//.test(card));
    if (!persona) throw new Error("no such persona on the sign-in page");
    await this.post(persona.match(/action="(\/personas\/[^"]+)"/)[1], {});
  };
}
