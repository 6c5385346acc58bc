import "server-only";
import { Resolver } from "node:dns/promises";
import { setTimeout as pause } from "node:timers/promises";
import { brand } from "../brand";
import { SECOND } from "../clock";
import { composeMessage } from "../email/compose";
import { sendRaw } from "../email/provider";
import { env } from "../env";
import { readSes, readSns } from "./aws-reads";
import { databaseReads } from "./database-reads";
import type { Dns, Ports } from "./ports";

/** Says what an email to the mailbox simulator is for, should somebody read it. */
async function send(to: string): Promise<void> {
  const id = crypto.randomUUID();
  const text = `${brand.name} sent this email to check that emails and their events arrive.`;
  const raw = await composeMessage(
    { from: env.MAIL_FROM, to, deliveryId: id },
    { locale: "en", subject: `${brand.name}: a check`, text, html: `<p>${text}</p>` },
  );
  await sendRaw({ from: env.MAIL_FROM.address, to, raw, tags: { delivery: id } });
}

/** A server whose name is on no network stands in for SES: no receiver sees its emails. */
function dnsOfSender(): Dns | null {
  const isStandIn = env.MAIL_TRANSPORT === "ses" && env.AWS_ENDPOINT_URL_SES !== undefined;
  return isStandIn ? null : new Resolver({ timeout: 2 * SECOND, tries: 2 });
}

/**
 * What a check reaches in a real deployment.
 *
 * @param migrations their names; null where their files are not here
 */
export function realPorts(migrations: string[] | null): Ports {
  return {
    env,
    ses: readSes(env),
    sns: readSns(env),
    database: databaseReads,
    dns: dnsOfSender(),
    fetch,
    now: () => new Date(),
    migrations,
    send,
    pause,
  };
}
