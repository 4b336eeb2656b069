// The SMTP server of the tests as a process of its own (tests/support/smtp.mjs), and the letters it took.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../support/smtp.mjs", import.meta.url));

/** Starts it without encryption, which the service allows on this machine only. */
export async function openPostOffice() {
  const child = spawn(process.execPath, [program, "none"], { stdio: ["pipe", "pipe", "inherit"] });
  const letters = [];
  const port = await new Promise((listening) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const happening = JSON.parse(line);
      if (happening.event === "listening") listening(happening.port);
      if (happening.event === "taken" || happening.event === "held") letters.push({ to: happening.to, id: header(happening.message, "Message-ID"), text: happening.message });
    });
  });
  return {
    url: `smtp+plain://127.0.0.1:${port}`,
    letters,
    close: () => child.stdin.end(),
  };
}

function header(message, name) {
  return new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "mi").exec(message)?.[1].replace(/\s+/g, " ").trim();
}
