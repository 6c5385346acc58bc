import { createElement } from "react";
import { render } from "react-email";
import { describe, expect, test } from "vitest";
import { sources, type EmailProps } from "@/lib/email/render/sources";
import { LOCALES, type Locale } from "@/lib/i18n/locales";

/** What lists of emails show of each: an email that is missing here does not compile. */
const subjects: Record<keyof EmailProps, string> = {
  confirm_email: "Confirm your email for Latchkey",
  already_registered: "You already have a Latchkey account",
  reset_password: "Reset your Latchkey password",
  no_account: "No Latchkey account for this email",
  password_changed: "Your Latchkey password was changed",
  second_factor_changed: "Security notice for your Latchkey account",
  confirm_new_address: "Confirm your new email for Latchkey",
  address_change_notice: "Someone asked to change your Latchkey email",
  address_changed: "Your Latchkey email was changed",
  account_deletion: "Your Latchkey account will be deleted",
  factor_removal: "Your Latchkey two-step verification",
};

const names = Object.keys(subjects) as (keyof EmailProps)[];

function htmlOf<Name extends keyof EmailProps>(name: Name, locale: Locale = "en"): Promise<string> {
  const { default: Template } = sources[name].template;
  const props: EmailProps[Name] = { ...Template.PreviewProps, locale };
  return render(createElement<EmailProps[Name]>(Template, props));
}

/** What a list of emails shows beside the subject: everything hidden at the top. */
function previewOf(html: string): string {
  return /data-skip-in-text="true">([^<]*)/.exec(html)?.[1] ?? "";
}

test.each(names)("%s says in its subject what it is about, without a secret", (name) => {
  const subject = sources[name].template.subject("en");
  expect(subject).toBe(subjects[name]);
  expect(subject).toMatch(/^[^0-9]{10,50}$/);
});

describe.each(LOCALES)("in %s", (locale) => {
  test.each(names)("%s says in its subject who wrote it, without a secret", (name) => {
    expect(sources[name].template.subject(locale)).toMatch(/^(?=.*Latchkey)[^0-9]{10,70}$/);
  });

  test.each(names)(
    "%s tells the list of emails what it is about, without a secret",
    async (name) => {
      expect(previewOf(await htmlOf(name, locale))).toMatch(/^[A-Z¿][^0-9]{30,140}\.$/);
    },
  );

  test.each(names)("%s names its language", async (name) => {
    expect(await htmlOf(name, locale)).toContain(`<html dir="ltr" lang="${locale}">`);
  });
});

test.each(names)(
  "%s loads nothing from elsewhere, so that nobody learns it was opened",
  async (name) => {
    expect(await htmlOf(name)).not.toMatch(
      /<img|<link|<script|\ssrc=|\ssrcset=|url\(|@import|@font-face/i,
    );
  },
);

test.each(names)("%s has a title and knows light and dark", async (name) => {
  const page = await htmlOf(name);
  expect(page).toMatch(/<title>[^<]{10,}<\/title>/);
  expect(page).toContain('<meta name="color-scheme" content="light dark"/>');
  expect(page).toContain("@media (prefers-color-scheme: dark)");
});

test.each(names)(
  "%s uses tables for looks only, so that no screen reader counts cells",
  async (name) => {
    const tables = (await htmlOf(name)).match(/<table[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
  },
);
