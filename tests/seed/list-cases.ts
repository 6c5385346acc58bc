import { DAY } from "@/lib/clock";
import { auditEventList } from "@/lib/operator/lists/audit-event-list";
import { deliveryList } from "@/lib/operator/lists/delivery-list";
import { failedList } from "@/lib/operator/lists/failed-list";
import type { ListDefinition, ListRow } from "@/lib/operator/lists/list-definition";
import { listHref, readListQuery } from "@/lib/operator/lists/list-query";
import { operatorActionList } from "@/lib/operator/lists/operator-action-list";
import { registrationList } from "@/lib/operator/lists/registration-list";
import { suppressionList } from "@/lib/operator/lists/suppression-list";
import { userList } from "@/lib/operator/lists/user-list";
import { makeChance } from "./chance";
import { uuidAt } from "./uuid-at";

type Parameters = Record<string, string>;

/** Somebody who was seeded, to be searched for. */
type Somebody = { id: string; address: string; providerMessageId: string };

/** One thing to ask of a list: its parameters, and what stands for it in a report. */
export type ListCase = { name: string; parameters: Parameters };

/** Half a year ago, in the middle of what was seeded. */
function deepInside<Row extends ListRow>(list: ListDefinition<Row>, sort: string): Parameters {
  const then = Date.now() - 182 * DAY;
  const id = uuidAt(then, makeChance(1));
  if (sort.startsWith("address")) return { after: `${id}_m` };
  return { after: list.time ? `${id}_${new Date(then).toISOString()}` : id };
}

function searchesOf({ id, address, providerMessageId }: Somebody): string[] {
  const domain = address.split("@")[1] ?? "";
  const beginnings = ["a", "ma", "zzz", address.slice(0, 6), address];
  return [...beginnings, "@gmail.com", domain, "nowhere.example", id, providerMessageId];
}

/** Every sort, at its beginning and deep inside; every filter and search, alone and together. */
export function listCases<Row extends ListRow>(
  list: ListDefinition<Row>,
  somebody: Somebody,
): ListCase[] {
  const sorts = list.sorts.map((sort): Parameters => ({ sort }));
  const filters = list.filters.flatMap(({ name, options }) =>
    options.map(({ value }): Parameters => ({ [name]: value })),
  );
  const searches = searchesOf(somebody).map((q): Parameters => ({ q }));
  const some = [...searches, ...sorts.slice(1)];
  const wanted = [
    ...sorts,
    ...sorts.map(({ sort = "" }) => ({ sort, ...deepInside(list, sort) })),
    ...filters,
    ...searches,
    ...filters.flatMap((filter) => some.map((other) => ({ ...filter, ...other }))),
    ...filters.map((filter) => ({ ...filter, ...deepInside(list, list.sorts[0]) })),
  ];
  return wanted.map((parameters) => ({
    name: listHref(list.name, readListQuery(list, parameters)),
    parameters,
  }));
}

/** Does something with each list, whatever its rows are. */
export function forEachList<Result>(
  work: <Row extends ListRow>(list: ListDefinition<Row>) => Result,
): Result[] {
  return [
    work(userList),
    work(registrationList),
    work(deliveryList),
    work(failedList),
    work(suppressionList),
    work(auditEventList),
    work(operatorActionList),
  ];
}
