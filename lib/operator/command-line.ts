import "server-only";
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { normaliseAddress } from "../accounts/address";
import { liftSuppressions } from "./lift-suppressions";
import type { Acting } from "./record-action";
import { findDeadLetters, replayMail } from "./replay-mail";

const USAGE = `Usage: npm run operator -- <command> [--json]

  list failed [--code <failure>]                 mails that were given up or stopped
  replay <delivery> --reason <why>               send one of them once more
  replay --all [--code <failure>] --reason <why> … or all of them
  suppression lift <address> --reason <why>      let mails to an address through again
`;

/** How many mails are shown or replayed at a time. */
const PAGE = 200;

/** What a command says: to a person by lines, to a program by a value; and how it ended. */
export type Answer = { exitCode: 0 | 1 | 2; value: unknown; lines: string[] };

const misuse = (complaint: string): Answer => ({
  exitCode: 2,
  value: { error: complaint },
  lines: [complaint, "", USAGE],
});

type Options = { code?: string; reason?: string; all?: boolean };

function actingBy(reason: string): Acting {
  return { actionId: randomUUID(), operatorId: null, reason };
}

async function listFailed({ code }: Options): Promise<Answer> {
  const mails = await findDeadLetters({ failureCode: code ?? null, afterId: null }, PAGE);
  const value = mails.map(({ id, address, template, status, failureCode, createdAt }) => ({
    ...{ id, address, template, status, failureCode, createdAt },
  }));
  const lines = mails.map(({ id, createdAt, failureCode, template, address }) =>
    [id, createdAt.toISOString(), failureCode ?? "unknown", template, address].join("  "),
  );
  return { exitCode: 0, value, lines: lines.length > 0 ? lines : ["No mail has failed."] };
}

async function replayOne(id: string, reason: string): Promise<Answer> {
  const { outcome } = await replayMail(id, actingBy(reason));
  const words = {
    replayed: `${id} goes out again within a minute.`,
    not_dead: `${id} has not failed: it was sent, is on its way or was replayed already.`,
    not_found: `There is no mail ${id}.`,
  };
  return {
    exitCode: outcome === "replayed" ? 0 : 1,
    value: { id, outcome },
    lines: [words[outcome]],
  };
}

async function replayAll(failureCode: string | null, reason: string): Promise<Answer> {
  let replayed = 0;
  let afterId: string | null = null;
  // Page by page and never back: what fails again at once must not come round for ever.
  for (;;) {
    const mails = await findDeadLetters({ failureCode, afterId }, PAGE);
    for (const { id } of mails) {
      const { outcome } = await replayMail(id, actingBy(reason));
      if (outcome === "replayed") replayed += 1;
      afterId = id;
    }
    if (mails.length < PAGE) break;
  }
  const lines = [`${replayed} mails go out again, beginning within a minute.`];
  return { exitCode: 0, value: { replayed }, lines };
}

async function lift(typed: string, reason: string): Promise<Answer> {
  const address = normaliseAddress(typed);
  if (!address) return misuse(`"${typed}" is no address.`);
  const { ours, atSes } = await liftSuppressions(address, actingBy(reason));
  const said = {
    removed: "It was on SES's own list too, and is off it now.",
    not_listed: "SES's own list does not have it.",
    refused:
      "SES's own list could not be looked at (see the log): look in the AWS console, SES, “Suppression list”.",
    no_list: "Mails do not go through SES, so there is no other list.",
  };
  const lines = [`${address}: ${ours} of our own suppressions lifted. ${said[atSes]}`];
  return { exitCode: 0, value: { address, ours, atSes }, lines };
}

async function run(words: string[], options: Options): Promise<Answer> {
  const [verb, noun, subject] = words;
  if (verb === "list" && noun === "failed") return listFailed(options);
  const isChange = verb === "replay" || (verb === "suppression" && noun === "lift");
  if (!isChange) return misuse("There is no such command.");
  if (!options.reason?.trim())
    return misuse("Say why: --reason <why>. It is kept with the action.");
  if (verb === "replay" && options.all) return replayAll(options.code ?? null, options.reason);
  if (verb === "replay") return noun ? replayOne(noun, options.reason) : misuse("Which mail?");
  return subject ? lift(subject, options.reason) : misuse("Which address?");
}

/**
 * What operators do by command line, by the same verbs as on their pages.
 *
 * @param args what follows "npm run operator --"
 */
export async function operatorCommand(args: string[]): Promise<Answer & { isJson: boolean }> {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        code: { type: "string" },
        reason: { type: "string" },
        all: { type: "boolean" },
        json: { type: "boolean", default: false },
      },
    });
    return { ...(await run(positionals, values)), isJson: values.json };
  } catch (error) {
    if (!(error instanceof TypeError) || !("code" in error)) throw error;
    return { ...misuse(error.message), isJson: args.includes("--json") };
  }
}
