// What `make bench` prints of imports: 20,000 students, companies and placements, brought in, brought in again, changed and
// taken back, on the command line and over the pages. Seconds are those of the clock; memory is the most that the process ever
// held (VmHWM), of the service the one that answers the pages. ABBINA_DATABASE_URL measures another database than SQLite: it
// must be empty. KINDS=companies measures a part; places name companies, so those come first.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { BUILD, Visitor, lines, machine, serve, start, table, vat, verdict } from "./support.mjs";

const ROWS = Number(process.env.ROWS ?? 20_000);
const LIMIT_SECONDS = 30;
const LIMIT_MB = 256;
const KINDS = process.env.KINDS?.split(",") ?? ["companies", "students", "placements"];

const COMUNI = ["Bergamo", "Castro (BG)", "Sant'Omobono Terme", "Milano"];
const FIGURES = ["Operatore elettrico", "Operatore del benessere", "Operatore meccanico", "Operatore della ristorazione"];

/** The files: every column filled, as a large school would. */
const files = {
  students: (changed) =>
    lines(
      "matricola;cognome;nome;data di nascita;comune di residenza;figura;anno di corso;percorso;ore annue;ore settimanali a scuola;disponibile dal;disponibile al;viaggio massimo (minuti);distanza massima (km);mezzo;serve sede accessibile;preferenze;competenze;email;tutore legale;email tutore",
      ROWS,
      (n) =>
        `M${n};Rossi;Ada;01/05/2009;${COMUNI[n % 4]};${FIGURES[n % 4]};${changed && n % 2 ? 4 : 3};apprendistato;990;18,5;10/09/2026;31/05/2027;60;25;pubblico;no;P${n}|P${n + 1};saldatura|disegno;m${n}@scuola.example;Maria Rossi;g${n}@posta.example`,
    ),
  companies: (changed) =>
    lines(
      "partita iva;ragione sociale;ateco;ccnl;dipendenti;qualificati;apprendisti in forza;artigiana;capacità strutturale;capacità tecnica;capacità formativa;dvr minori;classe di rischio;referente;email referente;pec;lingua",
      ROWS,
      (n) =>
        `${vat(n)};Azienda ${n};95.31;Metalmeccanica;${changed && n % 2 ? 21 : 20};6;1;no;sì;sì;sì;sì;medio;Maria Bianchi;a${n}@azienda.example;a${n}@pec.example;italiano`,
    ),
  placements: (changed) =>
    lines(
      "codice posto;partita iva;figura;percorso;posti;sede (comune);indirizzo sede;inizio;fine;ore settimanali;ore giornaliere;giorni;dalle;alle;ore di formazione interna;tutor;massimo per tutor;anni di esperienza;lavorazioni a rischio;accessibile;età minima;competenze richieste",
      ROWS,
      (n) =>
        `P${n};${vat(n)};${FIGURES[n % 4]};apprendistato;${changed && n % 2 ? 2 : 1};${COMUNI[n % 4]};Via Roma ${n};14/09/2026;11/06/2027;24;8;lun-ven;08:30;17:30;400;Luca Verdi;3;8;no;sì;16;saldatura`,
    ),
};

const folder = await mkdtemp(path.join(os.tmpdir(), "abbina-imports-"));
const data = path.join(folder, "data");
const rows = [];

try {
  for (const kind of KINDS) {
    await writeFile(path.join(folder, `${kind}.csv`), files[kind](false));
    await writeFile(path.join(folder, `${kind}-changed.csv`), files[kind](true));
  }
  // A small demonstration has schools, and people who may sign in.
  const first = await serve(data, 30);
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
    const service = await serve(data, 30);
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
  const database = process.env.ABBINA_DATABASE_URL ? "the database given" : "SQLite";
  console.log(`\n${ROWS} rows, ${BUILD}, ${database}, ${machine()}\n`);
  table(rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function measured(what, seconds, megabytes, worked = true) {
  const kept = worked && seconds <= LIMIT_SECONDS && megabytes <= LIMIT_MB;
  rows.push([what, `${seconds.toFixed(1)} s`, `${megabytes} MB`, verdict(kept)]);
}
