import { brand } from "@/lib/brand";
import { composeMessage } from "@/lib/email/compose";
import { renderEmail } from "@/lib/email/render";
import { sources, type EmailProps } from "@/lib/email/render/sources";
import type { EmailSender } from "@/lib/email-sender";
import { LOCALES } from "@/lib/i18n/locales";
import { type AllowedLinks, type EmailUnderCheck, readPart } from "./email-under-check";
import { localizedPreviews } from "./localized-previews";

const PREVIEW_HOST = "latchkey.example";

/** Where the links of the previews lead, and where else a brand may. */
export const allowedLinks: AllowedLinks = {
  appUrl: `https://${PREVIEW_HOST}`,
  others: [
    brand.privacyUrl,
    brand.termsUrl,
    brand.supportEmail && `mailto:${brand.supportEmail}`,
  ].filter((link) => link !== null),
};

/**
 * Every variant of every template in every language, with the values of its preview, as it would
 * be sent.
 *
 * @param host where the links lead
 */
export function composeEmails(from: EmailSender, host = PREVIEW_HOST): Promise<EmailUnderCheck[]> {
  const names = Object.keys(sources) as (keyof EmailProps)[];
  return Promise.all(
    names.flatMap((name) =>
      LOCALES.flatMap((locale) =>
        localizedPreviews(name, locale).map(([variant, props]) =>
          composeEmail(name, variant, props, from, host),
        ),
      ),
    ),
  );
}

async function composeEmail<Name extends keyof EmailProps>(
  template: Name,
  variant: string,
  preview: EmailProps[Name],
  from: EmailSender,
  host: string,
): Promise<EmailUnderCheck> {
  const withHost = JSON.stringify(preview).replaceAll(PREVIEW_HOST, host);
  const props = JSON.parse(withHost) as EmailProps[Name];
  const rendered = await renderEmail(template, props);
  const envelope = { from, to: "ann.archer@example.org", deliveryId: "01a20508-6bcf-724a" };
  const raw = await composeMessage(envelope, rendered);
  return {
    template,
    variant,
    language: rendered.locale,
    envelopeFrom: from.address,
    raw,
    subject: rendered.subject,
    html: readPart(raw, "text/html"),
    text: readPart(raw, "text/plain"),
    secrets: secretsOf(sources[template].kinds, props),
  };
}

/** The code, and the last word of each link that carries a token. */
function secretsOf(kinds: Record<string, string>, props: Record<string, string>): string[] {
  return Object.entries(kinds).flatMap(([prop, kind]) => {
    const value = props[prop] ?? "";
    if (kind === "code") return [value];
    const last = kind === "url" ? value.split(/[/.]/).at(-1) : "";
    return last && last.length >= 20 ? [last] : [];
  });
}
