import { oncePerProcess } from "../once-per-process";
import type { RenderedEmail } from "./compose";
import { cleanValue } from "./render/clean-value";
import { compileEmail, type CompiledEmail } from "./render/compile-email";
import { sources, type EmailProps, type Source } from "./render/sources";

const compiled = oncePerProcess(
  "email templates",
  () => new Map<keyof EmailProps, Promise<CompiledEmail>>(),
);

/**
 * An email in both its versions. Takes a few milliseconds the first time a process uses
 * a template and well below one afterwards. Values may come from strangers: they are
 * cleaned by their kind and escaped. Throws a TypeError for a link that is not http(s)
 * and for a code that has neither six nor eight digits.
 */
export async function renderEmail<Name extends keyof EmailProps>(
  name: Name,
  props: EmailProps[Name],
): Promise<RenderedEmail> {
  const source: Source<EmailProps[Name]> = sources[name];
  const mail = await compileOnce(name, source);
  const values = cleaned(source, props);
  return { subject: source.template.subject(), html: mail.html(values), text: mail.text(values) };
}

async function compileOnce<Props extends Record<string, string>>(
  name: keyof EmailProps,
  { template, kinds }: Source<Props>,
): Promise<CompiledEmail> {
  const known = compiled.get(name);
  if (known) return known;
  // The promise is kept, not its result, so that a first burst renders once as well.
  const first = compileEmail(template.default, Object.keys(kinds) as (keyof Props & string)[]);
  compiled.set(name, first);
  return first;
}

function cleaned<Props extends Record<string, string>>(
  { kinds }: Source<Props>,
  props: Props,
): Props {
  const names = Object.keys(kinds) as (keyof Props & string)[];
  return Object.fromEntries(
    names.map((name) => [name, cleanValue(kinds[name], props[name]!)]),
  ) as Props;
}
