import type { Person } from "@/lib/operator/timeline/person";
import { paths } from "@/lib/paths";
import type { Verb } from "./verb-words";

/** The page where an action is confirmed and its reason given. */
export function actHref(verb: Verb, { account, address }: Person, mail?: string): string {
  const query = new URLSearchParams({
    ...(account ? { user: account.id } : { address }),
    ...(mail && { mail }),
  });
  return `${paths.operatorPeople}/act/${verb}?${query}`;
}
