import { render } from "react-email";
import { expect, test } from "vitest";
import {
  AlreadyRegistered,
  subject as alreadyRegisteredSubject,
} from "@/emails/already-registered";
import { ConfirmEmail, subject as confirmEmailSubject } from "@/emails/confirm-email";

const mails = [
  {
    name: "the confirmation",
    subject: confirmEmailSubject(),
    html: () => render(<ConfirmEmail {...ConfirmEmail.PreviewProps} />),
  },
  {
    name: "the notice of an existing account",
    subject: alreadyRegisteredSubject(),
    html: () => render(<AlreadyRegistered {...AlreadyRegistered.PreviewProps} />),
  },
];

/** What a list of mails shows beside the subject: everything hidden at the top. */
function previewOf(html: string): string {
  return /data-skip-in-text="true">([^<]*)/.exec(html)?.[1] ?? "";
}

test.each(mails)(
  "$name says in its subject who wrote it and gives nothing secret away",
  ({ subject }) => {
    expect(subject).toContain("Latchkey");
    expect(subject).not.toMatch(/\d/);
  },
);

test.each(mails)(
  "$name tells the list of mails what it is about, without a secret",
  async ({ html }) => {
    const preview = previewOf(await html());
    expect(preview).toMatch(/^[A-Z][^0-9]{30,140}\.$/);
  },
);

test.each(mails)(
  "$name loads nothing from elsewhere, so that nobody learns it was opened",
  async ({ html }) => {
    expect(await html()).not.toMatch(
      /<img|<link|<script|\ssrc=|\ssrcset=|url\(|@import|@font-face/i,
    );
  },
);

test.each(mails)(
  "$name names its language and title and knows light and dark",
  async ({ html }) => {
    const page = await html();
    expect(page).toContain('<html dir="ltr" lang="en">');
    expect(page).toMatch(/<title>[^<]{10,}<\/title>/);
    expect(page).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(page).toContain("@media (prefers-color-scheme: dark)");
  },
);

test.each(mails)(
  "$name uses tables for looks only, so that no screen reader counts cells",
  async ({ html }) => {
    const tables = (await html()).match(/<table[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
  },
);
