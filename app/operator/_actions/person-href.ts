import type { Person } from "@/lib/operator/timeline/person";
import { paths } from "@/lib/paths";

/** The page of a person: of an account by its id, else of the address. */
export function personHref(
  { account, address }: Pick<Person, "account" | "address">,
  more: Record<string, string> = {},
): string {
  const path = account ? `${paths.operatorPeople}/${account.id}` : paths.operatorPeople;
  const query = new URLSearchParams({ ...(account ? {} : { address }), ...more });
  return query.size > 0 ? `${path}?${query}` : path;
}
