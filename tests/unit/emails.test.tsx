import { render } from "react-email";
import { expect, test } from "vitest";
import { sources, type EmailProps } from "@/lib/email/render/sources";

/** What lists of emails show of each: an email that is missing here does not compile. */
const subjects: Record<keyof EmailProps, string> = {
  confirm_email: "Latchkey: confirm your email address",
  already_registered: "Latchkey: you already have an account",
  reset_password: "Latchkey: choose a new password",
  no_account: "Latchkey: no account with this address",
  password_changed: "Latchkey: your password was changed",
  confirm_new_address: "Latchkey: confirm your new address",
  address_change_notice: "Latchkey: your account is to get a new address",
  address_changed: "Latchkey: your account has a new address",
  account_deletion: "Latchkey: your account will be deleted",
};

const names = Object.keys(subjects) as (keyof EmailProps)[];

function htmlOf<Name extends keyof EmailProps>(name: Name): Promise<string> {
  const { default: Template } = sources[name].template;
  return render(<Template {...Template.PreviewProps} />);
}

/** What a list of emails shows beside the subject: everything hidden at the top. */
function previewOf(html: string): string {
  return /data-skip-in-text="true">([^<]*)/.exec(html)?.[1] ?? "";
}

test.each(names)("%s says in its subject who wrote it and gives nothing secret away", (name) => {
  const subject = sources[name].template.subject();
  expect(subject).toBe(subjects[name]);
  expect(subject).toMatch(/^Latchkey: [a-z][^0-9]{10,50}$/);
});

test.each(names)("%s tells the list of emails what it is about, without a secret", async (name) => {
  expect(previewOf(await htmlOf(name))).toMatch(/^[A-Z][^0-9]{30,140}\.$/);
});

test.each(names)(
  "%s loads nothing from elsewhere, so that nobody learns it was opened",
  async (name) => {
    expect(await htmlOf(name)).not.toMatch(
      /<img|<link|<script|\ssrc=|\ssrcset=|url\(|@import|@font-face/i,
    );
  },
);

test.each(names)("%s names its language and title and knows light and dark", async (name) => {
  const page = await htmlOf(name);
  expect(page).toContain('<html dir="ltr" lang="en">');
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
