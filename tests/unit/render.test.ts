import fc from "fast-check";
import { createElement } from "react";
import { render } from "react-email";
import { describe, expect, test, vi } from "vitest";
import { forgetProcess } from "../support/forget-process";
import { ConfirmEmail } from "@/emails/confirm-email";
import ConfirmNewAddress from "@/emails/confirm-new-address";
import { ResetPassword } from "@/emails/reset-password";
import { renderEmail } from "@/lib/email/render";
import { compileEmail } from "@/lib/email/render/compile-email";
import { sources, type EmailProps } from "@/lib/email/render/sources";

vi.mock("react-email", { spy: true });

const confirmation = ConfirmEmail.PreviewProps;
const reset = ResetPassword.PreviewProps;

type Name = keyof EmailProps;
const names = Object.keys(sources) as Name[];

/** An email with the values of its preview, some of them changed. */
function preview<N extends Name>(name: N, changes: Record<string, string> = {}) {
  return renderEmail(name, { ...sources[name].template.default.PreviewProps, ...changes });
}

/** The same, by react-email alone. */
function previewByReactEmail<N extends Name>(name: N): Promise<string> {
  const { default: Template } = sources[name].template;
  return render(createElement<EmailProps[N]>(Template, Template.PreviewProps));
}

/** The preview's values, by what they are. */
function valuesOf(name: Name, ...kinds: string[]): [prop: string, value: string][] {
  const values: Record<string, string> = sources[name].template.default.PreviewProps;
  const kindOf: Record<string, string> = sources[name].kinds;
  return Object.entries(values).filter(([prop]) => kinds.includes(kindOf[prop] ?? ""));
}

/** A confirmation in which one value comes from a stranger. */
function confirmationFrom(registeredFrom: string) {
  return renderEmail("confirm_email", { ...confirmation, registeredFrom });
}

/** What a stranger may choose as the name of a browser, or as an address. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("<", ">", '"', "'", "&", "-->", "%%", "code", "$&", "\n", "a"),
  }),
);

/** All tags with their attributes: what a stranger's value must never add to. */
function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}

describe.each(names)("%s", (name) => {
  test("carries every fact in the HTML and in the text", async () => {
    const mail = await preview(name);
    for (const [prop, fact] of Object.entries(sources[name].template.default.PreviewProps)) {
      if (prop === "locale") continue;
      expect(mail.html).toContain(fact);
      expect(mail.text).toContain(fact);
    }
  });

  test("is to the letter what react-email makes of the template", async () => {
    const mail = await preview(name);
    expect(mail.html).toBe(await previewByReactEmail(name));
  });

  test("has a text that needs no HTML to be read", async () => {
    const { text } = await preview(name);
    expect(text).not.toMatch(/<[a-z!/]|&[a-z]+;|%%/i);
  });

  test("gives each link a line of its own in the text, so that it can be clicked whole", async () => {
    const lines = (await preview(name)).text.split("\n");
    const links = valuesOf(name, "url").map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes("://")).toSorted()).toEqual(links.toSorted());
  });

  test("says what to do if this was not you, and that a link alone changes nothing", async () => {
    const { text } = await preview(name);
    expect(text).toContain("\nWasn’t you?\n");
    expect(text).toMatch(
      /(Nothing happens|The button does nothing) until you confirm on the next page\./,
    );
  });

  test("says at its end why it was sent", async () => {
    const { text } = await preview(name);
    expect(text).toMatch(/\nYou’re getting this email because [a-zA-Z ]{20,80}\.$/);
  });

  test("keeps its structure, whatever a stranger puts into its words", async () => {
    const words = valuesOf(name, "text", "address").map(([prop]) => prop);
    const expected = tagsOf((await preview(name)).html);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...words), hostile, async (prop, value) => {
        const { html, text } = await preview(name, { [prop]: value });
        expect(tagsOf(html)).toEqual(expected);
        expect(text.split("\n")).toHaveLength((await preview(name)).text.split("\n").length);
      }),
    );
  });

  test("refuses a link that leads elsewhere than to the web", async () => {
    for (const [prop] of valuesOf(name, "url")) {
      await expect(preview(name, { [prop]: "javascript:alert(1)" })).rejects.toThrow(TypeError);
    }
  });
});

describe("an email", () => {
  test("shows the code as one word, which comes before every other number of its length", async () => {
    for (const [name, preview, code] of [
      ["confirm_email", confirmation, "493027"],
      ["reset_password", reset, "49302718"],
    ] as const) {
      const mail = await renderEmail(name, { ...preview, code } as never);
      expect(mail.html).toContain(`>${code}<`);
      expect(mail.text).toContain(`\n${code}\n`);
      expect(/\b\d{6,8}\b/.exec(mail.text)?.[0]).toBe(code);
    }
  });

  test("in French has a no-break space before the colon that leads to a link", async () => {
    const { text } = await preview("password_changed", { locale: "fr" });
    expect(text).toContain("\nVerrouiller mon compte\u00a0:\nhttps://");
  });

  test("to a new address names no other one: a stranger may have typed it", async () => {
    const { text } = await preview("confirm_new_address");
    expect(text.match(/\S+@\S+/g)).toEqual(["ann@archer.example"]);
  });

  test("of a kind is rendered by react-email once, also when the first ones come together", async () => {
    forgetProcess();
    vi.mocked(render).mockClear();
    const { renderEmail: renderAnew } = await import("@/lib/email/render");
    const props = ConfirmNewAddress.PreviewProps;
    await Promise.all([1, 2, 3].map(() => renderAnew("confirm_new_address", props)));
    await renderAnew("confirm_new_address", props);
    expect(render).toHaveBeenCalledTimes(1);
  });
});

describe("a stranger who chooses the name of the browser", () => {
  test("cannot put HTML into the email", async () => {
    const mail = await confirmationFrom(`</td><a href="x">Win!</a><script>alert(1)</script>`);
    expect(mail.html).toContain("&lt;/td&gt;&lt;a href=&quot;x&quot;&gt;Win!&lt;/a&gt;");
    expect(mail.html).not.toContain("<script");
  });

  test("cannot change the structure of the email, whatever is tried", async () => {
    const expected = tagsOf((await confirmationFrom("Firefox")).html);
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        expect(tagsOf((await confirmationFrom(name)).html)).toEqual(expected);
      }),
    );
  });

  test("cannot begin a line of their own in the text", async () => {
    const mail = await confirmationFrom("Chrome\r\n\r\nYour code is\u2028000 000\u0085now\u0000");
    expect(mail.text).toContain("Sign-up: Chrome Your code is 000 000 now · ");
  });

  test("cannot turn the order of what is read", async () => {
    const mail = await confirmationFrom("\u202egnihton\u2066 \u200fon\u061c Linux");
    expect(mail.html).toContain("<bdi>gnihton on Linux</bdi>");
    expect(mail.text).toContain("Sign-up: gnihton on Linux · ");
  });

  test("cannot have the email advertise a web address", async () => {
    const mail = await confirmationFrom("https://win.example.com/now on Linux, 203.0.113.7");
    for (const version of [mail.html, mail.text]) {
      expect(version).not.toContain("win.example");
      expect(version).toContain("on Linux, 203.0.113.7");
    }
  });

  test("cannot call up another value of the email", async () => {
    const mail = await confirmationFrom("%%code%% $& $1");
    expect(mail.text).toContain("Sign-up: %%code%% $& $1 · ");
  });

  test("cannot reach the subject", async () => {
    const { subject } = await confirmationFrom("Chrome\r\nBcc: all@example.org");
    expect(subject).toBe("Confirm your email for Latchkey");
  });
});

describe("a caller's mistake", () => {
  test("in a link is refused: an email links to the web and nowhere else", async () => {
    for (const confirmUrl of ["javascript:alert(1)", "data:text/html,x", "/confirm/x", ""]) {
      await expect(renderEmail("confirm_email", { ...confirmation, confirmUrl })).rejects.toThrow(
        TypeError,
      );
    }
  });

  test("in a link cannot leave its attribute", async () => {
    const confirmUrl = `https://latchkey.example/confirm/x"><img src=y onerror='z'>`;
    const { html } = await renderEmail("confirm_email", { ...confirmation, confirmUrl });
    expect(html).not.toContain("<img");
    expect(html).toContain(
      'href="https://latchkey.example/confirm/x%22%3E%3Cimg%20src=y%20onerror=&#39;z&#39;%3E"',
    );
  });

  test("in the code is refused", async () => {
    for (const code of ["12345", "1234567", "123456789", "123 456", "1234 5678", "<b>123"]) {
      await expect(renderEmail("confirm_email", { ...confirmation, code })).rejects.toThrow(
        TypeError,
      );
    }
  });

  test("in a template that leaves a fact out is found at its first email", async () => {
    const Forgetful = ({ kept }: { kept: string; lost: string }) => createElement("p", null, kept);
    await expect(compileEmail(Forgetful, ["kept", "lost"], "en")).rejects.toThrow(
      "does not carry lost",
    );
  });

  test("in a template that shows a fact in one version only is found at its first email", async () => {
    const HtmlOnly = ({ fact }: { fact: string }) =>
      createElement("p", { "data-skip-in-text": "true" }, fact);
    await expect(compileEmail(HtmlOnly, ["fact"], "en")).rejects.toThrow("does not carry fact");
  });
});
