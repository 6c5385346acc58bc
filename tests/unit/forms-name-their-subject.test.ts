import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");
const sources = ["app", "components"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({
      file: `${folder}/${file.replaceAll("\\", "/")}`,
      text: readFileSync(path.join(root, folder, file), "utf8"),
    })),
);

/** Begin something, and act on nothing that exists. Each is made by `aboutNothing`. */
const BEGINNINGS = ["forgot-password", "register", "sign-in"];

/** Set a cookie, whatever the page shows, and answer on the page itself. */
const CHOICES = [
  "app/_pages/theme-switch.tsx",
  "app/_pages/choose-theme.ts",
  "app/_pages/language-switch.tsx",
  "app/_pages/choose-language.ts",
  "app/account/language-choice.tsx",
];

/** Forms that only lead to another address: searches. */
const isSearch = (form: string) => /^<form\s+action=\{paths?\b/.test(form);

const forms = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => ({ file, form })),
);
const actions = sources
  .filter(({ text }) => text.startsWith('"use server"'))
  .flatMap(({ file, text }) =>
    [
      ...text.matchAll(/^export (?:async )?(?:const|function) (\w+)(.*?)(?=^export |(?![^]))/gms),
    ].map(([, name, body]) => ({ file, name, body: body ?? "" })),
  );

describe("a form", () => {
  test("is looked at here, wherever it stands", () => {
    expect(forms.length).toBeGreaterThan(20);
    expect(actions.length).toBeGreaterThan(20);
    const opened = sources.flatMap(({ text }) => text.match(/<form\b/g) ?? []);
    expect(forms).toHaveLength(opened.length);
  });

  test("names what its page showed", () => {
    const nameless = forms.filter(({ file, form }) => {
      const begins =
        file === "app/sign-in/passkey-form.tsx" ||
        BEGINNINGS.some((name) => file === `app/${name}/${name}-form.tsx`);
      const isExempt = begins || CHOICES.includes(file) || isSearch(form);
      return !isExempt && !form.includes("<AboutField id={");
    });
    expect(nameless).toEqual([]);
  });
});

describe("a server action", () => {
  test("is made from what its form is about", () => {
    const careless = actions.filter(
      ({ file, body }) => !CHOICES.includes(file) && !/^\s*= (?:form|button)Action\(/.test(body),
    );
    expect(careless).toEqual([]);
  });

  test("acts on nothing that exists only where something begins", () => {
    const begins = actions.filter(({ body }) => body.includes("aboutNothing"));
    expect([...new Set(begins.map(({ file }) => file))].toSorted()).toEqual(
      BEGINNINGS.map((name) => `app/${name}/actions.ts`),
    );
  });
});
