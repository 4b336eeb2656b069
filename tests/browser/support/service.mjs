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
  const listen = `127.0.0.1:${await freePort()}`;
  const own = ["--data", path.join(folder, "data"), "--listen", listen, ...settings];
  const url = `http://${listen}`;
  const quiet = { ...process.env, NO_COLOR: "1" };
  let said = "";
  let child;
  let ended;

  async function begin() {
    const began = performance.now();
    ended = null;
    const mine = spawn(program, [command, ...own], { stdio: ["ignore", "ignore", "pipe"], env: quiet });
    child = mine;
    mine.stderr.on("data", (text) => (said += text));
    mine.gone = new Promise((gone) =>
      mine.on("exit", (code, signal) => {
        ended = code ?? signal;
        gone();
      }),
    );
    while (!(await answers(`${url}/healthz`))) {
      if (ended !== null) throw new Error(`abbina ${command} ended with ${ended} before it answered:\n${said}`);
      if (performance.now() - began > 120_000) throw new Error(`abbina ${command} does not answer:\n${said}`);
      await pause(50);
    }
    return performance.now() - began;
  }

  /** From the start of the program to the first answer, milliseconds. */
  const startedIn = await begin();
  return {
    url,
    folder,
    startedIn,
    get pid() {
      return child.pid;
    },
    log: () => said,
    /** Runs another command on the same data; answers with what it printed. */
    async also(...arguments_) {
      const { stdout } = await promisify(execFile)(program, [...arguments_, ...own], { env: { ...quiet, LANG: "en" } });
      return stdout.trim();
    },
    /** Ends it at once, as the want of power does, and starts it anew on what is left. */
    async strike() {
      child.kill("SIGKILL");
      await child.gone;
      await begin();
    },
    async stop() {
      if (ended === null) {
        child.kill("SIGTERM");
        await Promise.race([child.gone, pause(10_000)]);
        if (ended === null) child.kill("SIGKILL");
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function answers(address) {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
