// The files of a small school (tests/fixtures/scuola), with the places' dates moved to after today and the students as old as
// they were in the school year of the files.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const fixtures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../fixtures/scuola");

const italian = (day) => day.toISOString().slice(0, 10).split("-").reverse().join("/");
const inMonths = (from, months, days = 0) => new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1 + days));

/** Dates `dd/mm/yyyy`, so many years later. */
export const later = (text, years) => text.replace(/(\d\d\/\d\d\/)(\d{4})/g, (_, day, year) => `${day}${Number(year) + years}`);

/** School years since the one of the files, 2026/27. */
const schoolYears = (today) => today.getUTCFullYear() - (today.getUTCMonth() < 8 ? 1 : 0) - 2026;

/** Writes the three files into a folder; answers with their paths and the first and last day of the places. */
export async function schoolFiles(folder, change = (_kind, text) => text) {
  await mkdir(folder, { recursive: true });
  const first = inMonths(new Date(), 2);
  const last = inMonths(first, 12, -1);
  const files = {};
  for (const [kind, name] of [["students", "studenti.csv"], ["companies", "aziende.csv"], ["placements", "posti.csv"]]) {
    let text = await readFile(path.join(fixtures, name), "utf8");
    if (kind === "students") text = later(text, schoolYears(new Date()));
    if (kind === "placements") {
      text = text
        .replaceAll("01/10/2026", italian(first))
        .replaceAll("30/09/2027", italian(last))
        .replaceAll("31/05/2027", italian(inMonths(first, 8, -1)));
    }
    files[kind] = path.join(folder, name);
    await writeFile(files[kind], change(kind, text));
  }
  return { ...files, first: first.toISOString().slice(0, 10), last: last.toISOString().slice(0, 10) };
}
