// A service of the test's own: the built program, on a fresh folder and a free port, until the test ends.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const program = process.env.ABBINA;
if (!program) throw new Error("ABBINA names the built program; `make test` sets it");

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts `abbina <command>`; answers with its address and how to end it. */
export async function start(command, ...settings) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "abbina-browser-"));
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(program, [command, "--data", path.join(folder, "data"), "--listen", listen, ...settings], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let said = "";
  let ended = null;
  child.stderr.on("data", (text) => (said += text));
  child.on("exit", (code, signal) => (ended = code ?? signal));
  const url = `http://${listen}`;
  while (!(await answers(`${url}/healthz`))) {
    if (ended !== null) throw new Error(`abbina ${command} ended with ${ended} before it answered:\n${said}`);
    if (performance.now() - started > 120_000) throw new Error(`abbina ${command} does not answer:\n${said}`);
    await new Promise((again) => setTimeout(again, 50));
  }
  return {
    url,
    folder,
    pid: child.pid,
    /** From the start of the program to the first answer, milliseconds. */
    startedIn: performance.now() - started,
    log: () => said,
    /** Runs another command on the same data; answers with what it printed. */
    async also(...arguments_) {
      const settings = ["--data", path.join(folder, "data"), "--listen", listen];
      const { stdout } = await promisify(execFile)(program, [...arguments_, ...settings], { env: { ...process.env, NO_COLOR: "1", LANG: "en" } });
      return stdout.trim();
    },
    async stop() {
      if (ended === null) {
        child.kill("SIGTERM");
        await Promise.race([new Promise((gone) => child.once("exit", gone)), new Promise((late) => setTimeout(late, 10_000))]);
        if (ended === null) child.kill("SIGKILL");
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(address) {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
