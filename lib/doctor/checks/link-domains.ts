import { domainOf, isAligned } from "../domains";
import { type CheckedLine, rule } from "../line";
import type { Ports } from "../ports";

/** Whether sender and links look like one. Filters and people distrust emails where they do not. */
export function checkLinkDomains({ env }: Ports): CheckedLine[] {
  const from = domainOf(env.MAIL_FROM.address);
  const app = new URL(env.APP_URL);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(app.hostname);
  return [
    rule({
      name: "link domain",
      isRight: isLocal || isAligned(from, app.hostname),
      otherwise: "warning",
      found: `Emails come from ${from}, and their links go to ${app.hostname}.`,
      right: "The same domain, or one below the other's.",
      fix: "Send from the domain of APP_URL, or from a subdomain of it.",
    }),
    rule({
      name: "link protocol",
      isRight: isLocal || app.protocol === "https:",
      found: `Links begin with ${app.protocol}//.`,
      right: "https://",
      fix: "Set APP_URL to an https:// address.",
    }),
  ];
}
