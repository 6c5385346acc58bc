import type { AddressInfo, Socket } from "node:net";
import { domainToASCII } from "node:url";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** What the server says to an email: yes, no in its own words, or nothing once it has it. */
export type SmtpAnswer =
  | "accept"
  | "hang_up"
  | "never_answer"
  /** A reply with its status code ("550 5.1.1 No such user") to RCPT TO, or to the message. */
  | { to: "MAIL" | "RCPT" | "DATA"; reply: string };

export type ReceivedBySmtp = { from: string; recipients: string[]; raw: Buffer; isSecure: boolean };

type Done = (error?: Error | null) => void;

/**
 * A real SMTP server that answers as a test wants. Answers are by recipient, so that tests
 * do not meet; `greets: false` is a server that accepts a connection and stays silent.
 */
export async function startSmtpStandIn(
  options: { greets?: boolean; secure?: boolean; password?: string; hasStartTls?: boolean } = {},
) {
  const { greets = true, secure = false, password, hasStartTls = true } = options;
  const answers = new Map<string, SmtpAnswer[]>();
  const received = new Map<string, ReceivedBySmtp[]>();
  const sockets = new Map<number, Socket>();

  const server = new SMTPServer({
    secure,
    authOptional: password === undefined,
    allowInsecureAuth: true,
    // The tests write their own.
    hideENHANCEDSTATUSCODES: true,
    hideSTARTTLS: !hasStartTls,
    disableReverseLookup: true,
    logger: false,
    onConnect: (_session, done: Done) => {
      if (greets) done();
    },
    onAuth: ({ password: given }, _session, done) => {
      if (given === password) done(null, { user: "app" });
      else done(refusal("535 5.7.8 Authentication credentials invalid"));
    },
    onMailFrom: (_sender, _session, done: Done) => done(),
    onRcptTo: ({ address }, _session, done: Done) => {
      const next = answers.get(address)?.[0];
      if (typeof next !== "object" || next.to !== "RCPT") return done();
      answers.get(address)?.shift();
      done(refusal(next.reply));
    },
    onData: (stream, session, done: Done) => void takeMessage(stream, session, done),
  });
  // A test that breaks a connection on purpose meets this too.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.on("close", () => sockets.delete(remotePort));
  });

  async function takeMessage(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: Done,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const { mailFrom, rcptTo } = session.envelope;
    const [to = ""] = rcptTo.map(({ address }) => address);
    const from = mailFrom === false ? "" : mailFrom.address;
    // The server turns punycode into letters. Letters on the wire need SMTPUTF8 (RFC 6531).
    const [local = "", domain = ""] = from.split("@");
    const mail = {
      from: session.envelope.smtpUtf8 ? from : `${local}@${domainToASCII(domain)}`,
      recipients: rcptTo.map(({ address }) => address),
      raw: Buffer.concat(chunks),
      isSecure: session.secure,
    };
    const answer = answers.get(to)?.shift() ?? "accept";
    if (typeof answer === "object") return done(refusal(answer.reply));
    received.set(to, [...(received.get(to) ?? []), mail]);
    if (answer === "accept") done();
    if (answer === "hang_up") sockets.get(session.remotePort)?.destroy();
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${secure ? "smtps" : "smtp"}://127.0.0.1:${port}`,
    port,
    /** What the server says to the next emails to an address; afterwards it accepts. */
    answer: (to: string, ...next: SmtpAnswer[]) => void answers.set(to, next),
    /** The messages it has got whole for an address, also those it never answered. */
    receivedFor: (to: string) => received.get(to) ?? [],
    async stop(): Promise<void> {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function refusal(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}
