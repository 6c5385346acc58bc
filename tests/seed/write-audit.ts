import type { Browser } from "./browsers";
import { moment } from "./rows";
import { uuidAt } from "./uuid-at";
import type { World } from "./write-mail";

/** Writes down that something happened to an account; gives the row's id, for an email about it. */
export function writeAudit(
  { rows, chance }: World,
  userId: string | null,
  name: string,
  at: number,
  from: Pick<Browser, "ip" | "userAgent">,
  actor = "owner",
): string {
  const id = uuidAt(at, chance);
  const { ip, userAgent } = actor === "operator" ? { ip: "", userAgent: "" } : from;
  rows.add("audit_event", {
    id,
    user_id: userId,
    name,
    actor,
    ip,
    user_agent: userAgent,
    created_at: moment(at),
  });
  return id;
}
