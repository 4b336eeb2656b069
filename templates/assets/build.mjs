// Builds what a browser gets into templates/assets/dist: one style sheet, one script, one sheet of icons, three fonts.
//
// bootstrap-italia's rules are kept only where a template or a page names their class, and its blue, the colour of
// public bodies, becomes our own petrol.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const source = path.join(here, "src");
const dist = path.join(here, "dist");
const italia = path.dirname(createRequire(import.meta.url).resolve("bootstrap-italia/package.json"));

const fonts = [
  { weight: 400, file: "titillium-web-v10-latin-ext_latin-regular.woff2" },
  { weight: 600, file: "titillium-web-v10-latin-ext_latin-600.woff2" },
  { weight: 700, file: "titillium-web-v10-latin-ext_latin-700.woff2" },
];

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) {
  if (!name.startsWith(".")) await rm(path.join(dist, name));
}

const faces = [];
for (const { weight, file } of fonts) {
  const from = path.join(italia, "dist/fonts/Titillium_Web", file);
  const name = `titillium-${weight}.woff2`;
  await copyFile(from, path.join(dist, name));
  const digest = createHash("sha256").update(await readFile(from)).digest("hex").slice(0, 32);
  faces.push(`@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${weight};font-display:swap;src:url("/assets/${name}?v=${digest}") format("woff2")}`);
}

const framework = await readFile(path.join(italia, "dist/css/bootstrap-italia.min.css"), "utf8");
const [purged] = await new PurgeCSS().purge({
  css: [{ raw: framework }],
  content: [path.join(root, "templates/**/*.html"), path.join(root, "src/**/*.rs")],
  fontFace: true,
  keyframes: true,
  variables: true,
});
const petrol = purged.css
  .replace(/@font-face\s*\{[^}]*\}/g, "")
  .replace(/#06c\b/gi, "#0b5f6b")
  .replace(/hsl\(210,\s*/g, "hsl(188,")
  .replace(/rgba\(0,\s*102,\s*204,/g, "rgba(11,95,107,")
  .replace(/--bs-primary-rgb:[^;}]*/g, "--bs-primary-rgb:11,95,107");

const own = await readFile(path.join(source, "app.css"), "utf8");
const style = await esbuild.transform(`${faces.join("\n")}\n${petrol}\n${own}`, { loader: "css", minify: true, legalComments: "none" });
await writeFile(path.join(dist, "app.css"), style.code);

const script = await esbuild.transform(await readFile(path.join(source, "app.js"), "utf8"), { minify: true, target: "es2020", format: "iife" });
await writeFile(path.join(dist, "app.js"), script.code);

// Each file in icons/ becomes a symbol of the same name.
const symbols = [];
for (const name of (await readdir(path.join(source, "icons"))).sort()) {
  const svg = await readFile(path.join(source, "icons", name), "utf8");
  const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
  symbols.push(`<symbol id="${path.basename(name, ".svg")}" viewBox="0 0 24 24">${inside}</symbol>`);
}
await writeFile(path.join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
await copyFile(path.join(source, "favicon.svg"), path.join(dist, "favicon.svg"));

// What a first view costs, compressed; the limit is a promise.
let total = 0;
for (const name of (await readdir(dist)).filter((name) => !name.startsWith("."))) {
  const bytes = await readFile(path.join(dist, name));
  const sent = name.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  total += sent;
  console.log(`${name.padEnd(22)} ${String(sent).padStart(7)} bytes compressed`);
}
console.log(`${"in all".padEnd(22)} ${String(total).padStart(7)} bytes compressed`);
if (total > 140_000) {
  console.error("the assets weigh more than 140,000 bytes: a first view would pass 150 KB");
  process.exit(1);
}
