import "server-only";
import { failedList } from "../lists/failed-list";
import type { ListDefinition, ListRow } from "../lists/list-definition";
import { readAll } from "../lists/read-all";
import { suppressionList } from "../lists/suppression-list";
import { userList } from "../lists/user-list";
import { type Answer, misuse, type Options } from "./command";

/** Rows that are shown unless more are asked for, and the most that can be. */
const USUALLY = 200;
const MOST = 100_000;

const time = (at: Date | null) => at?.toISOString() ?? "";

/** The rows as the lists of the pages find them, with the columns of their files. */
async function show<Row extends ListRow>(
  list: ListDefinition<Row>,
  lineOf: (row: Row) => string[],
  text: string,
  filters: Record<string, string | undefined>,
  limit: number,
): Promise<Answer> {
  for (const [name, value] of Object.entries(filters)) {
    const known = list.filters.find((each) => each.name === name)?.options ?? [];
    if (value !== undefined && !known.some((option) => option.value === value)) {
      const names = known.map((option) => option.value).join(", ");
      return misuse(`--${name} is one of ${names}, not "${value}".`);
    }
  }
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const query = { text, sort: list.sorts[0], filters: Object.fromEntries(given) };
  const rows: Row[] = [];
  for await (const batch of readAll(list, query, Math.min(limit, 1_000))) {
    rows.push(...batch.slice(0, limit - rows.length));
    if (rows.length === limit) break;
  }
  const columns = (row: Row) =>
    Object.fromEntries(list.file.map(({ name, value }) => [name, value(row)]));
  const lines = rows.map((row) => lineOf(row).join("  ").trimEnd());
  return {
    exitCode: 0,
    value: rows.map(columns),
    lines: lines.length > 0 ? lines : ["There is none."],
  };
}

/** "list users", "list failed", "list suppressions". */
export async function listCommand(
  what: string | undefined,
  text: string,
  { code, state, limit }: Options,
): Promise<Answer> {
  const most = Number(limit ?? USUALLY);
  if (!Number.isInteger(most) || most < 1 || most > MOST)
    return misuse(`--limit is a whole number from 1 to ${MOST}.`);
  switch (what) {
    case "users":
      if (code) return misuse("--code is for failed mails.");
      return show(
        userList,
        (user) => [
          ...[user.id, time(user.createdAt), user.address],
          user.confirmedAt ? `confirmed ${time(user.confirmedAt)}` : "not confirmed",
          ...(user.role === "operator" ? ["operator"] : []),
          ...(user.lockedAt ? ["locked"] : []),
          ...(user.eraseAt ? [`to be erased ${time(user.eraseAt)}`] : []),
        ],
        text,
        { state },
        most,
      );
    case "failed":
      if (state) return misuse("--state is for users.");
      return show(
        failedList,
        (mail) => [
          ...[mail.id, time(mail.createdAt), mail.failureCode ?? "unknown"],
          ...[mail.template, mail.address],
        ],
        text,
        { code },
        most,
      );
    case "suppressions":
      if (code || state) return misuse("Suppressions are chosen by a search alone.");
      return show(
        suppressionList,
        (stop) => [
          ...[time(stop.createdAt), stop.reason, stop.scope, stop.address],
          ...(stop.expiresAt ? [`until ${time(stop.expiresAt)}`] : []),
        ],
        text,
        {},
        most,
      );
    case undefined:
    default:
      return misuse("Which list: users, failed or suppressions?");
  }
}
