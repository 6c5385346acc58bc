import type { ComponentProps, ReactNode } from "react";
import {
  AlreadyRegistered,
  subject as alreadyRegisteredSubject,
} from "@/emails/already-registered";
import { ConfirmEmail, subject as confirmEmailSubject } from "@/emails/confirm-email";
import type { RenderedMail } from "./compose";
import { cleanValue, type ValueKind } from "./render/clean-value";
import { compileMail, type CompiledMail } from "./render/compile-mail";

/** The values each template wants, by the name of the template in the database. */
export type MailProps = {
  confirm_email: ComponentProps<typeof ConfirmEmail>;
  already_registered: ComponentProps<typeof AlreadyRegistered>;
};

type Source<Props> = {
  Template: (props: Props) => ReactNode;
  subject: (props: Props) => string;
  /** Of every prop: a template with a new one does not compile without it. */
  kinds: Record<keyof Props & string, ValueKind>;
};

const sources: { [Name in keyof MailProps]: Source<MailProps[Name]> } = {
  confirm_email: {
    Template: ConfirmEmail,
    subject: confirmEmailSubject,
    kinds: {
      address: "address",
      confirmUrl: "url",
      code: "code",
      linkExpiresAt: "text",
      codeExpiresAt: "text",
      registeredAt: "text",
      registeredFrom: "text",
      notMeUrl: "url",
    },
  },
  already_registered: {
    Template: AlreadyRegistered,
    subject: alreadyRegisteredSubject,
    kinds: { address: "address", signInUrl: "url", registeredAt: "text", registeredFrom: "text" },
  },
};

const compiled = new Map<keyof MailProps, Promise<CompiledMail>>();

/**
 * A mail in both its versions. Takes a few milliseconds the first time a process uses
 * a template and well below one afterwards. Values may come from strangers: they are
 * cleaned by their kind and escaped. Throws a TypeError for a link that is not http(s)
 * and for a code that has not six digits.
 */
export async function renderMail<Name extends keyof MailProps>(
  template: Name,
  props: MailProps[Name],
): Promise<RenderedMail> {
  const source: Source<MailProps[Name]> = sources[template];
  const mail = await compileOnce(template, source);
  const values = cleaned(source.kinds, props);
  return { subject: source.subject(values), html: mail.html(values), text: mail.text(values) };
}

async function compileOnce<Props extends Record<string, string>>(
  name: keyof MailProps,
  { Template, kinds }: Source<Props>,
): Promise<CompiledMail> {
  const known = compiled.get(name);
  if (known) return known;
  // The promise is kept, not its result, so that a first burst renders once as well.
  const first = compileMail(Template, Object.keys(kinds) as (keyof Props & string)[]);
  compiled.set(name, first);
  return first;
}

function cleaned<Props extends Record<string, string>>(
  kinds: Record<keyof Props & string, ValueKind>,
  props: Props,
): Props {
  const names = Object.keys(kinds) as (keyof Props & string)[];
  return Object.fromEntries(
    names.map((name) => [name, cleanValue(kinds[name], props[name]!)]),
  ) as Props;
}
