import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { auditEvents } from "@/lib/audit/audit-events";
import { failureTable, type KnownFailure } from "@/lib/email/failure-table";
import { settings } from "@/lib/credentials/password-strength";
import { FORMATS_OF, type Locale, LOCALES, PSEUDO_LOCALES } from "@/lib/i18n/locales";
import { pseudoTexts } from "@/lib/i18n/pseudo-texts";
import de from "@/messages/de";
import en from "@/messages/en";
import es from "@/messages/es";
import fr from "@/messages/fr";

type Texts = { [key: string]: string | Texts };

const catalogues: Record<Locale, Record<string, Texts>> = {
  ...{ en, de, fr, es },
  "en-XA": pseudoTexts(en, "en-XA"),
  "ar-XB": pseudoTexts(en, "ar-XB"),
};
const namespaces = Object.keys(en);

/** Each text by its key; of a text in a group, "group.key". */
function flatten(texts: Texts, before = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[before + key, text]] : flatten(text, `${before}${key}.`),
  );
}

const textsOf = (locale: Locale, namespace: string) =>
  new Map(flatten(catalogues[locale][namespace] ?? {}));

const everyText = namespaces.flatMap((namespace) =>
  [...textsOf("en", namespace)].map(([key, english]) => ({ namespace, key, english })),
);

/** The code that may use a text. */
const sources = ["app", "components", "emails", "lib", "proxy.ts"]
  .flatMap((name) => {
    if (name.endsWith(".ts")) return [name];
    const files = readdirSync(name, { recursive: true, encoding: "utf8" });
    return files.filter((file) => /\.tsx?$/.test(file)).map((file) => path.join(name, file));
  })
  .map((file) => readFileSync(file, "utf8"));

/** The names in `{name}` and `{name, plural, …}`; "one {link}" in a plural is none. */
const ARGUMENT = /(?<!\b(?:zero|one|two|few|many|other|=\d+)\s*)\{\s*(\w+)\s*[,}]/g;
const TAG = /<(\w+)>/g;

const namesIn = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].toSorted();

/** Writes a text as a page would, with something for each name and tag that the English has. */
function write(locale: Locale, text: string, english: string): string {
  const t = createTranslator({
    locale: FORMATS_OF[locale],
    messages: { text },
    onError: (error) => {
      throw error;
    },
  });
  return t.markup("text", {
    ...Object.fromEntries(namesIn(english, ARGUMENT).map((name) => [name, 2])),
    ...Object.fromEntries(namesIn(english, TAG).map((name) => [name, (inner: string) => inner])),
  });
}

describe.each([...LOCALES, ...PSEUDO_LOCALES])("the texts in %s", (locale) => {
  test("have the keys of the English ones", () => {
    expect(Object.keys(catalogues[locale]).toSorted()).toEqual(namespaces.toSorted());
    for (const namespace of namespaces)
      expect([...textsOf(locale, namespace).keys()].toSorted(), namespace).toEqual(
        [...textsOf("en", namespace).keys()].toSorted(),
      );
  });

  test("are well-formed, with the names and tags of the English ones", () => {
    for (const { namespace, key, english } of everyText) {
      const text = textsOf(locale, namespace).get(key) ?? "";
      const where = `${namespace}.${key}`;
      expect(namesIn(text, ARGUMENT), where).toEqual(namesIn(english, ARGUMENT));
      expect(namesIn(text, TAG), where).toEqual(namesIn(english, TAG));
      expect(() => write(locale, text, english), where).not.toThrow();
      expect(write(locale, text, english), where).toMatch(/\S/);
    }
  });
});

test("what the browser fills in has no plurals and no tags", () => {
  const inBrowser = new Set(
    sources.flatMap((code) => [...code.matchAll(/\buseText\(\s*"(\w+)"/g)].map(([, name]) => name)),
  );
  expect(inBrowser.size).toBeGreaterThan(1);
  const wrong = everyText.filter(
    ({ namespace, english }) => inBrowser.has(namespace) && /\{\s*\w+\s*,|<\/?\w+>/.test(english),
  );
  expect(wrong).toEqual([]);
});

/**
 * Texts that no code names in quotes beside their namespace, because the name of each is made or
 * comes from elsewhere. Everything else that is not named is left over and has to go.
 */
const COMPUTED: Record<string, RegExp | string[]> = {
  // By the kind of second factor: app/account/security.
  accountSecurity: /^(addedTitle|removeQuestion|number)_/,
  // By what is told of: lib/email/content/notice-content.ts.
  // By how the removal of second factors stands: lib/email/content/factor-removal-content.ts.
  emails: /^secondFactor\.\w+\.(title|text)$|^factorRemoval\.(waiting|removed|stopped)\./,
  // By the way to take the second step: app/sign-in/second-factor/page.tsx.
  secondFactor: /^(text|way|wrong)_/,
  // By the name of what happened: app/account/activity/page.tsx.
  accountActivity: Object.keys(auditEvents),
  // By what became of the request for another email: app/confirm/page.tsx.
  confirm: /^(asked|tooSoon)(Title|Text)$/,
  // By what an email failed of: lib/email/failure-table.ts.
  emailStatus: Object.values<KnownFailure>(failureTable).flatMap(({ person }) => person ?? []),
  // By what no schema should see: app/_forms/read-form.ts, where the compiler compares them.
  errors: ["tooLong", "hiddenCharacters"],
  // By how strong a new password is: app/_forms/password-strength.tsx.
  form: ["tooShort", "guessable", "strong"],
  // Read as properties, without a library: app/_pages/global-error-message.tsx.
  globalError: /./,
  // By the name of the limit, which the compiler compares: app/_forms/too-many.ts.
  limits: /_/,
  // By what the page is about, and how it ended: app/not-me/page.tsx.
  notMe: /^(title|sent|offer|doneTitle|doneText|tooLateTitle|tooLateText)_/,
  // By what zxcvbn finds: lib/credentials/password-strength.ts.
  passwordAdvice: Object.keys(settings.translations.warnings),
  // By why no email gets through: app/check-your-email/waiting-room.tsx.
  waitingForm: /^(unreachable|stopped)(Title|Text)$/,
};

test("every text is used", () => {
  const unused = everyText.filter(({ namespace, key }) => {
    const computed = COMPUTED[namespace] ?? [];
    if (Array.isArray(computed) ? computed.includes(key) : computed.test(key)) return false;
    return !sources.some((code) => code.includes(`"${namespace}"`) && code.includes(`"${key}"`));
  });
  expect(unused.map(({ namespace, key }) => `${namespace}.${key}`)).toEqual([]);
});

test("the English texts are in plain words and do not spell the product's name", () => {
  const RETIRED = /\b(mails?|void|anew|somebody|whoever|latchkey)\b/i;
  const wrong = everyText.filter(({ english }) => RETIRED.test(english));
  expect(wrong).toEqual([]);
});
