import "server-only";
import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import type MimeNode from "nodemailer/lib/mime-node/index.js";
import SMTPPool from "nodemailer/lib/smtp-pool/index.js";
import pLimit from "p-limit";
import { HAND_OVER_TIMEOUT_MS } from "./attempt-times";
import { SendError } from "./failures";
import { smtpOptions, SMTP_CONNECTIONS } from "./smtp-options";
import { findBlame, isRefusal, smtpFailure, type SmtpError } from "./smtp-failures";
import type { Transport } from "./transport";
import { addressIn } from "./who-is-not-verified";

/**
 * Any server that speaks SMTP, by its URL (`smtps://user:password@host`).
 *
 * @param timeoutMs for handing one email over; tests wait less
 */
export function smtpTransport(url: string, timeoutMs = HAND_OVER_TIMEOUT_MS): Transport {
  const mailer = createTransport(new SMTPPool(smtpOptions(url)));
  // Left alone, Nodemailer parses the addresses again, so that one could become two, and
  // reads the message before the server has asked for it.
  mailer.use("stream", ({ message, data }, done) => {
    message.getEnvelope = () => data.envelope as MimeNode.Envelope;
    message.createReadStream = () => data.raw as Readable;
    done();
  });
  // The pool would send what waits in its own queue even after we have stopped waiting.
  const inTurn = pLimit(SMTP_CONNECTIONS);

  return {
    async send(mail) {
      // Waiting for one of the pool's connections counts too.
      const late = AbortSignal.timeout(timeoutMs);
      const body = bodyOf(mail.raw, late);
      const envelope = { from: addressIn(mail.from), to: [mail.to] };
      const sending = inTurn(async () => {
        late.throwIfAborted();
        await mailer.sendMail({ envelope, raw: body.stream });
      });
      try {
        await Promise.race([sending, abortOf(late, timeoutMs)]);
      } catch (thrown) {
        const error = thrown as SmtpError;
        // Without an answer, a server that asked for the message may have taken it.
        if (body.wasAskedFor() && !isRefusal(error)) throw new SendError("unanswered", error);
        const code = smtpFailure(error, mail);
        throw new SendError(code, error, findBlame(error, code));
      }
      return messageIdOf(mail.raw);
    },
  };
}

/**
 * A message as a stream, which is read when the server has said 354 to DATA and not before.
 * After the abort it gives nothing any more, so that a late server gets no end of message.
 */
function bodyOf(raw: Uint8Array, late: AbortSignal) {
  let wasAskedFor = false;
  const stream = new Readable({
    read() {
      wasAskedFor = true;
      this.push(raw);
      this.push(null);
    },
  });
  // Without an error: of a second one on the same connection, Nodemailer's pool throws.
  late.addEventListener("abort", () => stream.destroy(), { once: true });
  return { stream, wasAskedFor: () => wasAskedFor };
}

function abortOf(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new Error(`The server did not take it within ${timeoutMs} ms`));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}

/** The message's own id: every server on its way keeps it, while replies have no common form. */
function messageIdOf(raw: Uint8Array): string {
  const id = /^Message-ID:\s*<([^<>\s]+)>/im.exec(Buffer.from(raw).toString("latin1"))?.[1];
  if (!id) throw new Error("A message was sent without a Message-ID");
  return id;
}
