// The rules of npm run check:emails, each with an email that breaks it.
import { describe, expect, test } from "vitest";
import { composeMessage } from "@/lib/email/compose";
import type { EmailSender } from "@/lib/email-sender";
import { cleanValue, type ValueKind } from "@/lib/email/render/clean-value";
import { type EmailTemplate, sources } from "@/lib/email/render/sources";
import { LOCALES } from "@/lib/i18n/locales";
import { DEGRADES, unsupported } from "../email-quality/client-rules";
import { allowedLinks, composeEmails } from "../email-quality/compose-emails";
import { type EmailUnderCheck, readPart } from "../email-quality/email-under-check";
import { findProblems, toLine } from "../email-quality/find-problems";
import { localizedPreviews } from "../email-quality/localized-previews";
import { askSpamFilters } from "../email-quality/spam-filters";

const CODE = "493027";
const TOKEN = "q7Zr0b3mX1vYt9KdW5hLs2NcE8uJgA4oPfRiT6yMwVk";
const LINK = `https://latchkey.example/confirm/2.${TOKEN}`;
const SENDER = { name: "Schlüsseldienst", address: "no-reply@latchkey.example" };

type Parts = { subject: string; preview: string; html: string; text: string; from: EmailSender };

/** An email that breaks no rule, but for what a test changes in it. */
async function anEmail(changes: Partial<Parts> = {}): Promise<EmailUnderCheck> {
  const {
    subject = "Bestätigen Sie Ihre E-Mail-Adresse",
    preview = "Click the button or enter the code.",
    html = `<p>Your code: ${CODE}</p><a href="${LINK}">Confirm</a>`,
    text = `Your code: ${CODE}\n\nConfirm:\n${LINK}`,
    from = SENDER,
  } = changes;
  const hidden = `<div data-skip-in-text="true">${preview}<div>${"\u200c\u00a0".repeat(150)}</div></div>`;
  const raw = await composeMessage(
    { from, to: "ann.archer@example.org", deliveryId: "1" },
    { locale: "de", subject, html: `<html><body>${hidden}${html}</body></html>`, text },
  );
  return {
    template: "confirm_email",
    variant: "",
    language: "de",
    envelopeFrom: from.address,
    raw,
    subject,
    html: readPart(raw, "text/html"),
    text: readPart(raw, "text/plain"),
    secrets: [CODE, TOKEN],
  };
}

/** The same, with other bytes on the wire. */
async function onTheWire(change: (raw: string) => string): Promise<EmailUnderCheck> {
  const email = await anEmail();
  return { ...email, raw: Buffer.from(change(email.raw.toString("latin1")), "latin1") };
}

const linesAbout = (email: EmailUnderCheck) => findProblems(email, allowedLinks).map(toLine);

test("an email that is well is not named", async () => {
  expect(linesAbout(await anEmail())).toEqual([]);
});

test("the emails that we send are read back whole: letters, links and codes", async () => {
  const { html, text } = await anEmail({ text: `„Grüße“ = 🔑 ${CODE}\n${LINK}` });
  expect(text).toBe(`„Grüße“ = 🔑 ${CODE}\n${LINK}`.replace("\n", "\r\n"));
  expect(html).toContain(`<a href="${LINK}">Confirm</a></body></html>`);
});

describe("of what an email says,", () => {
  const html = `<p>Your code: ${CODE}</p><a href="${LINK}">Confirm</a>`;

  test.each<[string, Partial<Parts>, string]>([
    ["a missing subject", { subject: "" }, "parts: has no subject"],
    ["a missing preview text", { preview: "" }, "parts: has no preview text"],
    ["a missing text", { text: "" }, "parts: has no text"],
    ["a code that is in the HTML alone", { text: LINK }, `facts: only the HTML has ${CODE}`],
    [
      "an address that is in the text alone",
      { text: `${CODE}\n${LINK}\nhelp@latchkey.example` },
      "facts: only the text has help@latchkey.example",
    ],
    ["a link that is in the HTML alone", { text: CODE }, `facts: only the HTML has ${LINK}`],
    [
      "a link to another site",
      { html: `${html}<a href="https://evil.example/x">More</a>` },
      "links: links to https://evil.example/x, which is not on https://latchkey.example",
    ],
    [
      "a picture that tells who opened it",
      { html: `${html}<img src="http://latchkey.example.evil.example/1.gif">` },
      "links: links to http://latchkey.example.evil.example/1.gif, which",
    ],
    ["a link to nothing", { html: `${html}<a href="">x</a>` }, "links: links to nothing, which"],
    ["a code in the subject", { subject: `${CODE} is your code` }, "shows a code in its subject"],
    [
      "a code in groups in the preview text",
      { preview: "Your code is 493 027." },
      "secrets: shows a code in its preview text",
    ],
    [
      "a token in the preview text",
      { preview: `Confirm: ${LINK}` },
      "secrets: shows a token in its preview text",
    ],
    [
      "CSS that Outlook does not support",
      { html: `${html}<p style="display: grid">x</p>` },
      "clients: uses display:grid, which is not supported by",
    ],
  ])("%s is named", async (_what, change, line) => {
    const lines = linesAbout(await anEmail(change)).filter((each) => each.includes(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^confirm_email \(de\), [a-z]+: .*\.$/);
  });

  test("a code that follows a short preview text without filler is named", async () => {
    const email = await anEmail();
    const html = email.html!.replace(/<div>[^<]*<\/div>/, "");
    expect(linesAbout({ ...email, html })).toContain(
      "confirm_email (de), secrets: shows a code in its preview text.",
    );
  });

  test("a missing HTML part is named", async () => {
    expect(linesAbout({ ...(await anEmail()), html: null })).toContain(
      "confirm_email (de), parts: has no HTML.",
    );
  });
});

describe("of how an email is written,", () => {
  test.each<[string, (raw: string) => string, string]>([
    ["60 kB", (raw) => raw + "x\r\n".repeat(20_000), "size: has 6"],
    ["a bare line feed", (raw) => raw.replace(/\r\n$/, "\n"), "line-ends: has 1 line ends"],
    ["a bare carriage return", (raw) => `${raw}\rx\r\n`, "line-ends: has 1 line ends"],
    [
      "a line of 999 bytes",
      (raw) => `${raw}${"x".repeat(999)}\r\n`,
      "line-length: has a line of 999",
    ],
    [
      "a subject that is not encoded",
      (raw) => raw.replace(/^Subject: /m, "Subject: \u00fc"),
      "ascii: has letters outside of ASCII in the header Subject",
    ],
    [
      "a wrong language",
      (raw) => raw.replace("Content-Language: de", "Content-Language: en"),
      "headers: has the header Content-Language: en",
    ],
    [
      "a missing Auto-Submitted",
      (raw) => raw.replace(/^Auto-Submitted:.*\r\n/m, ""),
      "headers: has no header Auto-Submitted",
    ],
  ])("%s is named", async (_what, change, line) => {
    const lines = linesAbout(await onTheWire(change));
    expect(lines).toEqual([expect.stringContaining(line)]);
  });

  test("an envelope that is not ASCII is named, which SES and SMTP refuse", async () => {
    const email = { ...(await anEmail()), envelopeFrom: "no-reply@schlüssel.example" };
    expect(linesAbout(email)).toEqual([expect.stringContaining("ascii: has letters outside")]);
  });
});

describe("of spam filters,", () => {
  const SCORES =
    "X-Spam-Scores: HTML_MESSAGE=0.001,\n\tMISSING_DATE=1.4,NO_RELAYS=-0.001\n\nHello\n";
  const symbols = { URI_COUNT_ODD: { score: 1 }, HFILTER_HOSTNAME_UNKNOWN: { score: 2.5 } };
  const answers: Record<string, string> = {
    "spamassassin --version": "SpamAssassin version 4.0.1\n  running on Perl version 5.36.0\n",
    "spamassassin --local --mbox": SCORES,
    "rspamc --json stat": '{ "version": "3.4", "uptime": 1 }',
    "rspamc --json": JSON.stringify({ score: 3.5, symbols }),
  };
  const installed = (program: string, args: string[]) =>
    answers[[program, ...args.slice(0, 2)].join(" ")] ?? null;

  test("those that are not installed are skipped, in one line each", async () => {
    const { problems, notes } = askSpamFilters([await anEmail()], {}, () => null);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      "SpamAssassin: skipped, it is not installed or does not run.",
      "rspamd: skipped, it is not installed or does not run.",
    ]);
  });

  test("points that the baseline does not have are named, and recorded when asked", async () => {
    const { problems, recorded } = askSpamFilters([await anEmail()], {}, installed);
    expect(problems.map(toLine)).toEqual([
      "confirm_email (de), SpamAssassin: gets 1.4 points for MISSING_DATE, 0 before.",
      "confirm_email (de), rspamd: gets 1 points for URI_COUNT_ODD, 0 before.",
    ]);
    expect(askSpamFilters([await anEmail()], recorded, installed).problems).toEqual([]);
  });
});

describe("the emails of the product", () => {
  const templates = Object.keys(sources) as EmailTemplate[];

  test("are all checked, in every language", async () => {
    const emails = await composeEmails(SENDER);
    expect(new Set(emails.map(({ language }) => language))).toEqual(new Set(LOCALES));
    // That a removal was stopped needs no answer: its link leads to a page that anybody can open.
    const harmless = emails.filter(({ secrets }) => secrets.length === 0);
    expect(harmless).toEqual(emails.filter(({ variant }) => variant.startsWith("stopped_")));
  });

  test.each(templates)("are previewed as they are sent: %s", (template) => {
    const [[, first] = []] = localizedPreviews(template, "en");
    expect(first).toEqual(expect.objectContaining(sources[template].template.default.PreviewProps));
  });

  test.each(templates)("keep every sentence whole, in every language: %s", (template) => {
    const kinds: Record<string, ValueKind> = sources[template].kinds;
    for (const [, props] of LOCALES.flatMap((locale) => localizedPreviews(template, locale)))
      for (const [prop, value] of Object.entries<string>(props))
        if (prop !== "locale") expect(cleanValue(kinds[prop]!, value)).toBe(value);
  });

  test.each(LOCALES.filter((locale) => locale !== "en"))(
    "hold no English value in %s",
    async (locale) => {
      const emails = await composeEmails(SENDER);
      for (const template of templates) {
        const kinds: Record<string, string> = sources[template].kinds;
        const english = localizedPreviews(template, "en")
          .flatMap(([, props]) => Object.entries<string>(props))
          .filter(([prop]) => kinds[prop] === "text")
          .map(([, value]) => value);
        const texts = emails.filter(
          (each) => each.template === template && each.language === locale,
        );
        const found = english.filter((value) => texts.some(({ text }) => text?.includes(value)));
        expect([template, found]).toEqual([template, []]);
        expect(english.length).toBeGreaterThan(0);
      }
    },
  );

  test("use everything that is excused", async () => {
    const emails = await composeEmails(SENDER);
    const english = emails.filter(({ language }) => language === "en");
    const used = new Set(english.flatMap(({ html }) => [...unsupported(html ?? "").keys()]));
    expect(Object.keys(DEGRADES).filter((title) => !used.has(title))).toEqual([]);
  });
});
