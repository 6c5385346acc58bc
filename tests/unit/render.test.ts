import fc from "fast-check";
import { createElement } from "react";
import { render } from "react-email";
import { describe, expect, test } from "vitest";
import { AlreadyRegistered } from "@/emails/already-registered";
import { ConfirmEmail } from "@/emails/confirm-email";
import { renderMail } from "@/lib/mail/render";
import { compileMail } from "@/lib/mail/render/compile-mail";

const confirmation = ConfirmEmail.PreviewProps;
const notice = AlreadyRegistered.PreviewProps;

/** A confirmation in which one value comes from a stranger. */
function confirmationFrom(registeredFrom: string) {
  return renderMail("confirm_email", { ...confirmation, registeredFrom });
}

/** All tags with their attributes: what a stranger's value must never add to. */
function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}

describe("a mail", () => {
  test("carries every fact of a registration in the HTML and in the text", async () => {
    const mail = await renderMail("confirm_email", confirmation);
    for (const fact of Object.values(confirmation)) {
      expect(mail.html).toContain(fact);
      expect(mail.text).toContain(fact);
    }
  });

  test("carries every fact of a second registration in the HTML and in the text", async () => {
    const mail = await renderMail("already_registered", notice);
    for (const fact of Object.values(notice)) {
      expect(mail.html).toContain(fact);
      expect(mail.text).toContain(fact);
    }
  });

  test("is to the letter what react-email makes of the template", async () => {
    const mail = await renderMail("confirm_email", confirmation);
    expect(mail.html).toBe(await render(createElement(ConfirmEmail, confirmation)));
  });

  test("has a text that needs no HTML to be read", async () => {
    const { text } = await renderMail("confirm_email", confirmation);
    expect(text).not.toMatch(/<[a-z!/]|&[a-z]+;|%%/i);
  });

  test("gives each link a line of its own in the text, so that it can be clicked whole", async () => {
    const { text } = await renderMail("confirm_email", confirmation);
    const lines = text.split("\n");
    expect(lines).toContain(confirmation.confirmUrl);
    expect(lines).toContain(confirmation.notMeUrl);
  });

  test("shows the code grouped, however it was handed over", async () => {
    const mail = await renderMail("confirm_email", { ...confirmation, code: "493027" });
    expect(mail.html).toContain(">493 027<");
    expect(mail.text).toContain("\n493 027\n");
  });

  test("costs well below five milliseconds once its template is known", async () => {
    const times: number[] = [];
    for (let round = 0; round < 50; round++) {
      const start = performance.now();
      await renderMail("confirm_email", confirmation);
      times.push(performance.now() - start);
    }
    expect(times.toSorted((a, b) => a - b)[25]).toBeLessThan(5);
  });
});

describe("a stranger who chooses the name of the browser", () => {
  test("cannot put HTML into the mail", async () => {
    const mail = await confirmationFrom(`</td><a href="x">Win!</a><script>alert(1)</script>`);
    expect(mail.html).toContain("&lt;/td&gt;&lt;a href=&quot;x&quot;&gt;Win!&lt;/a&gt;");
    expect(mail.html).not.toContain("<script");
  });

  test("cannot change the structure of the mail, whatever is tried", async () => {
    const expected = tagsOf((await confirmationFrom("Firefox")).html);
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("<", ">", '"', "'", "&", "-->", "%%", "code", "$&", "\n", "a"),
      }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        expect(tagsOf((await confirmationFrom(name)).html)).toEqual(expected);
      }),
    );
  });

  test("cannot begin a line of their own in the text", async () => {
    const mail = await confirmationFrom("Chrome\r\n\r\nYour code is\u2028000 000\u0085now\u0000");
    expect(mail.text).toContain("From: Chrome Your code is 000 000 now\n");
  });

  test("cannot turn the order of what is read", async () => {
    const mail = await confirmationFrom("\u202egnihton\u2066 \u200fon\u061c Linux");
    expect(mail.html).toContain("<bdi>gnihton on Linux</bdi>");
    expect(mail.text).toContain("From: gnihton on Linux\n");
  });

  test("cannot have the mail advertise a web address", async () => {
    const mail = await confirmationFrom("https://win.example.com/now on Linux, 203.0.113.7");
    for (const version of [mail.html, mail.text]) {
      expect(version).not.toContain("win.example");
      expect(version).toContain("on Linux, 203.0.113.7");
    }
  });

  test("cannot call up another value of the mail", async () => {
    const mail = await confirmationFrom("%%code%% $& $1");
    expect(mail.text).toContain("From: %%code%% $& $1\n");
  });

  test("cannot reach the subject", async () => {
    const { subject } = await confirmationFrom("Chrome\r\nBcc: all@example.org");
    expect(subject).toBe("Latchkey: confirm your email address");
  });
});

describe("a caller's mistake", () => {
  test("in a link is refused: a mail links to the web and nowhere else", async () => {
    for (const confirmUrl of ["javascript:alert(1)", "data:text/html,x", "/confirm/x", ""]) {
      await expect(renderMail("confirm_email", { ...confirmation, confirmUrl })).rejects.toThrow(
        TypeError,
      );
    }
  });

  test("in a link cannot leave its attribute", async () => {
    const confirmUrl = `https://latchkey.example/confirm/x"><img src=y onerror='z'>`;
    const { html } = await renderMail("confirm_email", { ...confirmation, confirmUrl });
    expect(html).not.toContain("<img");
    expect(html).toContain(
      'href="https://latchkey.example/confirm/x%22%3E%3Cimg%20src=y%20onerror=&#39;z&#39;%3E"',
    );
  });

  test("in the code is refused", async () => {
    for (const code of ["12345", "1234567", "12 3456", "<b>123"]) {
      await expect(renderMail("confirm_email", { ...confirmation, code })).rejects.toThrow(
        TypeError,
      );
    }
  });

  test("in a template that leaves a fact out is found at its first mail", async () => {
    const Forgetful = ({ kept }: { kept: string; lost: string }) => createElement("p", null, kept);
    await expect(compileMail(Forgetful, ["kept", "lost"])).rejects.toThrow("does not carry lost");
  });

  test("in a template that shows a fact in one version only is found at its first mail", async () => {
    const HtmlOnly = ({ fact }: { fact: string }) =>
      createElement("p", { "data-skip-in-text": "true" }, fact);
    await expect(compileMail(HtmlOnly, ["fact"])).rejects.toThrow("does not carry fact");
  });
});
