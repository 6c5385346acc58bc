import "server-only";
import type { DeliveryRow } from "../lists/delivery-list";
import { shownAddress } from "../lists/delivery-words";
import { failedList } from "../lists/failed-list";
import type { ListDefinition, ListRow } from "../lists/list-definition";
import { readAll } from "../lists/read-all";
import { suppressionList, type SuppressionRow } from "../lists/suppression-list";
import { userList, type UserRow } from "../lists/user-list";
import { type Answer, type Command, misuse, type Options } from "./command";

/** Rows that are shown unless more are asked for, and the most that can be. */
const USUALLY = 200;
const MOST = 100_000;

const time = (at: Date | null) => at?.toISOString() ?? "";

/** What the option of a filter is for. */
const FILTERS = { state: "users", code: "failed emails" } as const;
type FilterName = keyof typeof FILTERS;

/** The rows as the list of a page finds them, with the columns of its file. */
async function showList<Row extends ListRow>(
  list: ListDefinition<Row>,
  toLine: (row: Row) => string[],
  text: string,
  filters: Record<string, string>,
  limit: number,
): Promise<Answer> {
  const rows: Row[] = [];
  const query = { text, sort: list.sorts[0], filters };
  for await (const batch of readAll(list, query, Math.min(limit, 1_000))) {
    rows.push(...batch.slice(0, limit - rows.length));
    if (rows.length === limit) break;
  }
  const columns = (row: Row) =>
    Object.fromEntries(list.file.map(({ name, value }) => [name, value(row)]));
  const lines = rows.map((row) => toLine(row).join("  ").trimEnd());
  return {
    exitCode: 0,
    value: rows.map(columns),
    lines: lines.length > 0 ? lines : ["No results."],
  };
}

/** Why the options do not fit a list; null where they do. */
function complainOf<Row extends ListRow>(
  list: ListDefinition<Row>,
  options: Options,
  limit: number,
): string | null {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    return `--limit must be a whole number from 1 to ${MOST}.`;
  for (const name of Object.keys(FILTERS) as FilterName[]) {
    const given = options[name];
    const values = list.filters.find((filter) => filter.name === name)?.options;
    if (given === undefined) continue;
    if (!values) return `--${name} is for ${FILTERS[name]}.`;
    if (!values.some(({ value }) => value === given))
      return `--${name} must be one of ${values.map(({ value }) => value).join(", ")}, not "${given}".`;
  }
  return null;
}

function listCommand<Row extends ListRow>(
  list: ListDefinition<Row>,
  toLine: (row: Row) => string[],
  command: { usage: string; summary: string },
): Command {
  return {
    ...command,
    words: ["list", list.name],
    needsReason: false,
    async run(text, options) {
      const limit = Number(options.limit ?? USUALLY);
      const complaint = complainOf(list, options, limit);
      if (complaint) return misuse(complaint);
      const { code, state } = options;
      const filters = { ...(code && { code }), ...(state && { state }) };
      return showList(list, toLine, text, filters, limit);
    },
  };
}

const toUserLine = (user: UserRow) => [
  ...[user.id, time(user.createdAt), user.address],
  user.confirmedAt ? `confirmed ${time(user.confirmedAt)}` : "not confirmed",
  ...(user.role === "operator" ? ["operator"] : []),
  ...(user.lockedAt ? ["locked"] : []),
  ...(user.eraseAt ? [`deletion on ${time(user.eraseAt)}`] : []),
];

const toFailedLine = (mail: DeliveryRow) => [
  ...[mail.id, time(mail.createdAt), mail.failureCode ?? "unknown"],
  ...[mail.template, shownAddress(mail)],
];

const toSuppressionLine = (stop: SuppressionRow) => [
  ...[time(stop.createdAt), stop.reason, stop.scope, stop.address],
  ...(stop.expiresAt ? [`until ${time(stop.expiresAt)}`] : []),
];

/** "list users", "list failed", "list suppressions". */
export const listCommands: Command[] = [
  listCommand(userList, toUserLine, {
    usage: "[<search>] [--state <state>]",
    summary: "Show users: waiting, confirmed, locked, closing or operator",
  }),
  listCommand(failedList, toFailedLine, {
    usage: "[<search>] [--code <failure>]",
    summary: "Show failed or blocked emails",
  }),
  listCommand(suppressionList, toSuppressionLine, {
    usage: "[<search>]",
    summary: "Show suppressed addresses",
  }),
];
