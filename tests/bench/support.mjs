// What the benches share: the service in a folder of its own, somebody without a browser, and a table.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";

const program = process.env.ABBINA;

export const BUILD = "own code optimised as in a release";

/** The program with these arguments, and the most memory (VmHWM) that it ever held. */
export function start(args) {
  const before = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore"], env: { ...process.env, ABBINA_LOG: "warn" } });
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
  return { child, done, megabytes: look };
}

/** A demonstration of this size on a free port; answers when its first page does, and says after how many milliseconds. */
export async function serve(data, size) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const { child, done, megabytes } = start(["demo", "--size", String(size), "--seed", "1", "--data", data, "--listen", `127.0.0.1:${port}`]);
  let ended = false;
  done.then(() => (ended = true));
  while (!(await fetch(`${url}/healthz`).then((r) => r.ok, () => false))) {
    if (ended) throw new Error("abbina demo ended before it answered");
    await pause(20);
  }
  return {
    url,
    megabytes,
    firstPage: performance.now() - began,
    end: () => {
      child.kill("SIGTERM");
      return done;
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Somebody with cookies and a form token, without a browser. */
export function Visitor(url) {
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
    if (response.status >= 400) throw new Error(`${init?.method ?? "GET"} ${address}: ${response.status}\n${text.slice(0, 2000)}`);
    return { text, status: response.status, location: response.headers.get("location") };
  };
  this.get = (address) => ask(address);
  this.post = (address, fields = {}) => ask(address, { method: "POST", body: new URLSearchParams({ csrf, ...fields }) });
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
    const persona = text.split(/<li\b/).find((card) => role.test(card) && /\/personas\//.test(card));
    if (!persona) throw new Error("no such persona on the sign-in page");
    await this.post(persona.match(/action="(\/personas\/[^"]+)"/)[1]);
    await this.get("/language/en");
  };
}

/** A VAT number of the office of Milan, with its check digit. */
export function vat(n) {
  const ten = `${String(5_000_000 + n)}015`;
  const sum = [...ten].reduce((sum, digit, at) => {
    const twice = Number(digit) * (1 + (at % 2));
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return `${ten}${(10 - (sum % 10)) % 10}`;
}

/** A CSV file: the names of its columns, and a line for each number. */
export function lines(names, count, line) {
  return [names, ...Array.from({ length: count }, (_, n) => line(n))].join("\r\n");
}

/** The machine, and how busy it is. */
export function machine() {
  return `${os.cpus().length} x ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB; load ${os.loadavg()[0].toFixed(1)}`;
}

/** Says whether a promise was kept; the process ends with 1 when one was not. */
export function verdict(kept) {
  if (!kept) process.exitCode = 1;
  return kept ? "kept" : "NOT KEPT";
}

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
