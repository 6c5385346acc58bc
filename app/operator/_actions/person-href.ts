import type { Person } from "@/lib/operator/timeline/person";
import { paths } from "@/lib/paths";

/** The page of a person: of an account by its id, else of the address. */
export function personHref(
  { account, address }: { account: { id: string } | null; address: string },
  more: Record<string, string> = {},
): string {
  const path = account ? `${paths.operatorPeople}/${account.id}` : paths.operatorPeople;
  const query = new URLSearchParams({ ...(account ? {} : { address }), ...more });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** How the address of a page names a person: an account by its id, else an address. */
export function subjectQuery({ account, address }: Person): Record<string, string> {
  return account ? { user: account.id } : { address };
}

/** The page where an action is confirmed and its reason given. */
export function actHref(verb: string, subject: Record<string, string>, mail?: string): string {
  const query = new URLSearchParams({ ...subject, ...(mail && { mail }) });
  return `${paths.operatorPeople}/act/${verb}?${query}`;
}
