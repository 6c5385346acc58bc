import "server-only";
import { factorWords } from "../lists/factor-words";
import { explain } from "../timeline/explain";
import type { Person } from "../timeline/person";
import { readSituation } from "../timeline/read-situation";
import { readTimeline } from "../timeline/read-timeline";
import type { Answer, Command } from "./command";
import { findNamed, WHICH_USER } from "./user-command";

/** Entries of the history that are shown. */
const NEWEST = 40;

function facts({ address, account, stops }: Person): string[] {
  const rows: [string, string | undefined][] = [
    ["id", account?.id],
    ["since", account?.createdAt.toISOString()],
    ["confirmed", account && (account.confirmedAt?.toISOString() ?? "no")],
    ["role", account?.role],
    ["locked", account?.lockedAt?.toISOString()],
    ["deletion on", account?.eraseAt?.toISOString()],
    ...(account?.sessions ?? []).map(({ device, place, lastSeenAt }): [string, string] => [
      "signed in",
      `${device}, ${place}, last seen ${lastSeenAt.toISOString()}`,
    ]),
    ...(account?.factors ?? []).map(
      ({ kind, name, number, addedAt, lastUsedAt }): [string, string] => [
        "second factor",
        [
          `${factorWords[kind]}${(name ?? number) ? ` (${name ?? number})` : ""}`,
          `since ${addedAt.toISOString()}`,
          lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : "never used",
        ].join(", "),
      ],
    ),
    ["codes left", account?.factors.length ? String(account.recoveryCodes) : undefined],
    ["trusted", account?.trustedBrowsers ? `${account.trustedBrowsers} browsers` : undefined],
    ["removal on", account?.factorRemoval?.dueAt.toISOString()],
    ...stops.map(({ scope, reason, createdAt, expiresAt }): [string, string] => [
      "blocked",
      `${scope}, ${reason}, since ${createdAt.toISOString()}${expiresAt ? ` until ${expiresAt.toISOString()}` : ""}`,
    ]),
  ].filter((row): row is [string, string | undefined] => Boolean(row[1]));
  return [address, ...rows.map(([name, value]) => `  ${name.padEnd(13)} ${value}`)];
}

async function showUser(typed: string, now = new Date()): Promise<Answer> {
  const person = await findNamed(typed);
  const { entries } = person ? await readTimeline(person, null, now) : { entries: [] };
  const isKnown = person?.account || entries.length > 0 || (person?.stops.length ?? 0) > 0;
  if (!person || !isKnown)
    return {
      exitCode: 1,
      value: { error: "not_found" },
      lines: [`No user found for ${typed}.`],
    };
  const { tone, sentences } = explain(await readSituation(person), now);
  const history = entries.slice(0, NEWEST);
  const told = history.flatMap(({ at, title, lines, email }) => [
    `  ${at.toISOString()}  ${title}`,
    ...[...(email ? [`“${email.title}”`] : []), ...lines].map((line) => `      ${line}`),
  ]);
  return {
    exitCode: 0,
    value: {
      ...person,
      standing: { tone, sentences },
      history: history.map(({ at, tone: each, title, lines }) => ({
        at,
        tone: each,
        title,
        lines,
      })),
    },
    lines: [
      ...facts(person),
      "",
      ...sentences,
      "",
      `History, newest first${entries.length > NEWEST ? ` (${NEWEST} of more)` : ""}:`,
      ...told,
    ],
  };
}

/** "user show": who it is, where things stand and why, and the newest of what happened. */
export const showUserCommand: Command = {
  words: ["user", "show"],
  usage: "<address or id>",
  summary: "Show account, status and history",
  needsReason: false,
  question: WHICH_USER,
  run: (typed) => showUser(typed),
};
