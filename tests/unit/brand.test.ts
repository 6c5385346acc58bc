import { createElement } from "react";
import { render, toPlainText } from "react-email";
import { expect, test, vi } from "vitest";
import { sources, type EmailProps } from "@/lib/email/render/sources";
import { LOCALES } from "@/lib/i18n/locales";
import { type Namespace, rawMessages } from "@/lib/i18n/translations";
import messages from "@/messages/en";

vi.mock("@/lib/brand", () => ({
  brand: { name: "Acme", supportEmail: "help@acme.example", privacyUrl: null, termsUrl: null },
}));

const names = Object.keys(sources) as (keyof EmailProps)[];

function emailOf<Name extends keyof EmailProps>(name: Name, locale: EmailProps[Name]["locale"]) {
  const { default: Template } = sources[name].template;
  const props: EmailProps[Name] = { ...Template.PreviewProps, locale };
  return render(createElement<EmailProps[Name]>(Template, props));
}

test.each(LOCALES)("no email in %s names us where another team has its brand", async (locale) => {
  for (const name of names) {
    const html = await emailOf(name, locale);
    // Links in the previews lead to latchkey.example.
    expect([name, toPlainText(html).match(/Latchkey/g)]).toEqual([name, null]);
    expect(html).toContain("Acme");
    expect(html).toContain("help@acme.example");
    expect(sources[name].template.subject(locale)).toContain("Acme");
  }
});

test.each(LOCALES)("no page in %s names us where another team has its brand", (locale) => {
  for (const namespace of Object.keys(messages) as Namespace[])
    expect(JSON.stringify(rawMessages(locale, namespace))).not.toMatch(/latchkey|\{brand\}/i);
});
