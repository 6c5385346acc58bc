import { brand } from "@/lib/brand";
import { DAY } from "@/lib/clock";
import { env } from "@/lib/env";

/** RFC 9116 recommends less than a year, so that nobody trusts a contact that was given up. */
const VALID_FOR = 180 * DAY;

/** /.well-known/security.txt: whom researchers tell of a weakness. */
export function GET(): Response {
  const contact = brand.securityEmail ?? brand.supportEmail;
  if (!contact) return new Response(null, { status: 404 });
  const lines = [
    `Contact: mailto:${contact}`,
    `Expires: ${new Date(Date.now() + VALID_FOR).toISOString()}`,
    `Canonical: ${env.APP_URL}/.well-known/security.txt`,
    "Preferred-Languages: en",
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
