// A real SMTP server that behaves as the address it is written to asks.
//
//   node tests/support/smtp.mjs starttls|tls|none [user:password]
//
// It prints one JSON line when it listens ({event:"listening", port, certificate}) and one for each thing that happens:
//   {event:"taken", to, message}      it answered 250, the letter is its own now
//   {event:"held", to, message}       it has the letter but hung up without an answer
//   {event:"refused", to, code}, {event:"dropped", to}
//
// What it does is in the local part of the recipient, before the first "+" (so that a test can have many of each):
//   gone          550 5.1.1 to RCPT           spam          554 5.6.0 to the content
//   busy2         450 to RCPT twice, then ok  full1         452 to the content once, then ok
//   norelay       554 5.7.1 to RCPT           slow300       answers the content after 300 ms
//   hangup1       hangs up at RCPT once       silent        never answers RCPT
//   vanish1       takes the content, then hangs up without an answer, once; then ok
//   cut1          hangs up in the middle of the content, once; then ok
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { SMTPServer } from "smtp-server";

const [security = "starttls", login] = process.argv.slice(2);
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

// ---- a certificate for localhost, in DER, signed by itself

function der(tag, ...parts) {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts) => der(0x30, ...parts);
const time = (date) => der(0x18, date.toISOString().replace(/[-:T]|\.\d+/g, ""));
function certificate() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = sequence(der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const name = sequence(der(0x31, sequence(der(0x06, [0x55, 0x04, 0x03]), der(0x0c, "localhost"))));
  const names = sequence(der(0x82, "localhost"), der(0x87, [127, 0, 0, 1]));
  const alternative = sequence(der(0x06, [0x55, 0x1d, 0x11]), der(0x04, names));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const day = 86_400_000;
  const signed = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternative)),
  );
  const whole = sequence(signed, ecdsaWithSha256, der(0x03, [0], sign("sha256", signed, privateKey)));
  const lines = whole.toString("base64").match(/.{1,64}/g).join("\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

// ---- what an address asks for

const seen = new Map();
function behaviour(address) {
  const [, word, number] = /^([a-z]+?)(\d*)(?:\+.*)?@/.exec(address) ?? [];
  return { word, number: Number(number || 0) };
}
/** Is this one of the first `number` times that this address asks for `word`? */
function stillDue(address, number) {
  const times = (seen.get(address) ?? 0) + 1;
  seen.set(address, times);
  return times <= number;
}
function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}
const socketOf = (session) => [...server.connections].find((c) => c.id === session.id)?._socket;
function hangUp(session, to) {
  tell({ event: "dropped", to });
  socketOf(session)?.destroy();
}

const { cert, key } = certificate();
const server = new SMTPServer({
  secure: security === "tls",
  hideSTARTTLS: security !== "starttls",
  disabledCommands: security === "none" && !login ? ["AUTH"] : [],
  authOptional: !login,
  key,
  cert,
  closeTimeout: 200,
  disableReverseLookup: true,
  logger: false,
  onAuth({ username, password }, session, answer) {
    if (login !== `${username}:${password}`) return answer(refusal(535, "5.7.8 who are you?"));
    answer(null, { user: username });
  },
  onRcptTo({ address }, session, answer) {
    const { word, number } = behaviour(address);
    const refuse = (code, text) => {
      tell({ event: "refused", to: address, code });
      answer(refusal(code, text));
    };
    if (word === "gone") return refuse(550, "5.1.1 no such mailbox");
    if (word === "norelay") return refuse(554, "5.7.1 relay access denied");
    if (word === "busy" && stillDue(address, number)) return refuse(450, "4.2.1 try again later");
    if (word === "hangup" && stillDue(address, number)) return hangUp(session, address);
    if (word === "silent") return;
    answer();
  },
  onData(stream, session, answer) {
    const to = session.envelope.rcptTo[0].address;
    const { word, number } = behaviour(to);
    if (word === "cut" && stillDue(to, number)) return void stream.once("data", () => hangUp(session, to));
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const message = Buffer.concat(chunks).toString("utf8");
      const refuse = (code, text) => {
        tell({ event: "refused", to, code });
        answer(refusal(code, text));
      };
      if (word === "spam") return refuse(554, "5.6.0 not this");
      if (word === "full" && stillDue(to, number)) return refuse(452, "4.3.1 no room just now");
      if (word === "vanish" && stillDue(to, number)) {
        tell({ event: "held", to, message });
        return hangUp(session, to);
      }
      const take = () => {
        tell({ event: "taken", to, message, encrypted: Boolean(session.secure) });
        answer(null, `queued as ${createHash("sha256").update(message).digest("hex").slice(0, 12)}`);
      };
      if (word === "slow") return void setTimeout(take, number);
      take();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => {
  tell({ event: "listening", port: server.server.address().port, certificate: cert });
});
// Its parent's end is its own.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
