import type { Locale } from "../i18n/locales";
import { oncePerProcess } from "../once-per-process";
import type { RenderedEmail } from "./compose";
import { cleanValue, type ValueKind } from "./render/clean-value";
import { compileEmail, type CompiledEmail } from "./render/compile-email";
import { sources, type EmailProps, type Source } from "./render/sources";

const compiled = oncePerProcess("email templates", () => new Map<string, Promise<CompiledEmail>>());

/**
 * An email in both its versions. Takes a few milliseconds the first time a process uses
 * a template in a language and well below one afterwards. Values may come from strangers: they are
 * cleaned by their kind and escaped. Throws a TypeError for a link that is not http(s)
 * and for a code that has neither six nor eight digits.
 */
export async function renderEmail<Name extends keyof EmailProps>(
  name: Name,
  props: EmailProps[Name],
): Promise<RenderedEmail> {
  const source: Source<EmailProps[Name]> = sources[name];
  const { locale } = props;
  const mail = await compileOnce(name, source, locale);
  const values = cleaned(source, props);
  return {
    locale,
    subject: source.template.subject(locale),
    html: mail.html(values),
    text: mail.text(values),
  };
}

async function compileOnce<Props extends Record<string, string>>(
  name: keyof EmailProps,
  { template, kinds }: Source<Props>,
  locale: Locale,
): Promise<CompiledEmail> {
  const key = `${name} ${locale}`;
  const known = compiled.get(key);
  if (known) return known;
  // The promise is kept, not its result, so that a first burst renders once as well.
  const names = Object.keys(kinds) as (keyof Props & string)[];
  const first = compileEmail(template.default, names, locale);
  compiled.set(key, first);
  return first;
}

function cleaned<Props extends Record<string, string>>(
  { kinds }: Source<Props>,
  props: Props,
): Record<string, string> {
  const all = Object.entries<ValueKind>(kinds);
  return Object.fromEntries(all.map(([name, kind]) => [name, cleanValue(kind, props[name]!)]));
}
