import { expect, test } from "vitest";
import { choiceInHeader } from "@/lib/choice-cookies";
import { availableLocales, negotiateLocale } from "@/lib/i18n/negotiate-locale";

const languageFor = (cookie?: string, acceptLanguage?: string, pseudo?: string) =>
  negotiateLocale(
    { chosen: choiceInHeader(cookie, "locale"), acceptLanguage },
    availableLocales(pseudo),
  );

test.each([
  ["nothing", undefined, undefined, "en"],
  ["a browser in Austria", undefined, "de-AT,de;q=0.9,en;q=0.8", "de"],
  ["a browser with weights", undefined, "en;q=0.5,fr;q=0.9", "fr"],
  ["a browser in a language that we do not have", undefined, "ja,ko;q=0.9", "en"],
  ["a language that we have in second place", undefined, "ja,es-MX;q=0.9", "es"],
  ["a choice", "latchkey.locale=fr", "de", "fr"],
  ["a choice over https", "a=b; __Host-latchkey.locale=es", "de", "es"],
  ["a choice that is none", "latchkey.locale=xx", "de", "de"],
  ["another cookie whose name ends alike", "not-latchkey.locale=fr", "de", "de"],
  ["garbage", "latchkey.locale=", ";;;q=,,,=*", "en"],
  ["anything", undefined, "*", "en"],
  ["a language that is refused", undefined, "de;q=0,fr", "fr"],
])("the language for %s", (_what, cookie, acceptLanguage, expected) => {
  expect(languageFor(cookie, acceptLanguage)).toBe(expected);
});

test("is told of a header as long as a request may be, without delay", () => {
  const acceptLanguage = Array.from({ length: 2_000 }, (_, n) => `x${n};q=0.${n}`).join(",");
  expect(languageFor(undefined, acceptLanguage)).toBe("en");
});

test("is a pseudo-locale only where the environment has them", () => {
  for (const pseudo of [undefined, "", "off", "1"]) {
    expect(languageFor("latchkey.locale=en-XA", undefined, pseudo)).toBe("en");
    expect(languageFor(undefined, "ar-XB,de", pseudo)).toBe("de");
  }
  expect(languageFor("latchkey.locale=en-XA", "de", "on")).toBe("en-XA");
  expect(languageFor(undefined, "ar-XB", "on")).toBe("ar-XB");
  // Nobody gets one by asking for a language that is like it.
  for (const asked of ["en", "en-GB", "en-US,en"])
    expect(languageFor(undefined, asked, "on")).toBe("en");
});
