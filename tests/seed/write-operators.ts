import { DAY } from "@/lib/clock";
import type { Browser } from "./browsers";
import { moment } from "./rows";
import { uuidAt } from "./uuid-at";
import { writeAudit } from "./write-audit";
import { writeSuppression, type World } from "./write-mail";
import type { Person } from "./write-person";

/** Reasons as operators write them. */
const REASONS = [
  "Ticket 4182: cannot sign in",
  "Asked for by phone, identity checked",
  "Reported as a scripted sign-up",
  "The mailbox exists by now",
  "SES was verified, sending again",
];

/** What operators do now and then to somebody, and how the owner's trail tells it. */
const ACTIONS = [
  ["mail_resent", null, 40],
  ["suppression_lifted", null, 20],
  ["sessions_ended", "signed_out_by_operator", 15],
  ["user_locked", "locked", 10],
  ["user_unlocked", "unlocked", 8],
  ["address_suppressed", null, 7],
] as const;

const NO_BROWSER: Pick<Browser, "ip" | "userAgent"> = { ip: "", userAgent: "" };

/** Now and then an operator does something to a person. */
export function writeOperatorAction(world: World, operatorId: string, person: Person): void {
  const { rows, chance, now } = world;
  const since = person.confirmedAt ?? now - DAY;
  const at = since + chance.wait(DAY);
  if (at > now) return;
  const [name, audited] = chance.byWeight(ACTIONS.map((each) => [each, each[2]] as const));
  const isByAddress = name === "suppression_lifted" || name === "address_suppressed";
  rows.add("operator_action", {
    id: uuidAt(at, chance),
    operator_id: operatorId,
    name,
    subject: isByAddress ? person.address : person.id,
    reason: chance.oneOf(REASONS),
    created_at: moment(at),
  });
  if (audited) writeAudit(world, person.id, audited, at, NO_BROWSER, "operator");
  if (name === "address_suppressed") writeSuppression(world, person.address, "operator", at);
}
