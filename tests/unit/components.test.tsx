import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { TextProvider } from "@/components/text";
import { AddressText } from "@/components/ui/address-text";
import { Alert } from "@/components/ui/alert";
import { CodeField } from "@/components/ui/code-field";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import ShowCharacters from "@/components/ui/show-characters";
import { StatusLine } from "@/components/ui/status-line";
import { LOCALES } from "@/lib/i18n/locales";
import { rawMessages } from "@/lib/i18n/translations";

/** The value of an attribute of the first tag of that name. */
function attribute(html: string, tag: string, name: string): string | undefined {
  return new RegExp(`<${tag}[^>]*\\s${name}="([^"]*)"`).exec(html)?.[1];
}

describe("a field", () => {
  const html = renderToStaticMarkup(
    <Field
      name="email"
      label="Email"
      type="email"
      hint="We write to it."
      error="That is no address."
    />,
  );

  test("is named by its label", () => {
    expect(attribute(html, "label", "for")).toBe(attribute(html, "input", "id"));
  });

  test("is read together with its hint and its error, which both stand on the page", () => {
    const described = attribute(html, "input", "aria-describedby")?.split(" ") ?? [];
    expect(described).toEqual(["email-hint", "email-error"]);
    for (const id of described) expect(html).toContain(`id="${id}"`);
    expect(attribute(html, "input", "aria-invalid")).toBe("true");
  });

  test("has the place for its error announced before there is one", () => {
    const calm = renderToStaticMarkup(<Field name="email" label="Email" />);
    expect(calm).toContain('<div id="email-error" aria-live="polite"></div>');
    expect(attribute(calm, "input", "aria-invalid")).toBeUndefined();
    expect(attribute(calm, "input", "aria-describedby")).toBeUndefined();
  });
});

test.each(LOCALES)("a password in %s is shown by a button that is not named after it", (locale) => {
  const form = rawMessages(locale, "form");
  const html = renderToStaticMarkup(
    <TextProvider locale={locale} texts={{ form }}>
      <ShowCharacters field="password" type="password" setType={() => undefined} />
    </TextProvider>,
  );
  const name = attribute(html, "button", "aria-label")?.toLowerCase();
  expect(name).toBeTruthy();
  expect(name).not.toContain(form.password.toLowerCase());
  expect(attribute(html, "button", "aria-pressed")).toBe("false");
  expect(attribute(html, "button", "type")).toBe("button");
  expect(attribute(html, "button", "aria-controls")).toBe("password");
});

test("a password is hidden, and no button promises to show it where no scripts run", () => {
  const html = renderToStaticMarkup(
    <PasswordField name="password" label="Password" autoComplete="new-password" />,
  );
  expect(attribute(html, "input", "type")).toBe("password");
  expect(html).not.toContain("<button");
});

test("a code can be pasted with its blank and filled in by the phone", () => {
  const html = renderToStaticMarkup(<CodeField name="code" label="Confirmation code" digits={6} />);
  expect(html.match(/<input/g)).toHaveLength(1);
  expect(attribute(html, "input", "autoComplete")).toBe("one-time-code");
  expect(attribute(html, "input", "inputMode")).toBe("numeric");
  expect(Number(attribute(html, "input", "maxLength"))).toBeGreaterThan("123 456".length);
});

test("an address may break after its @, and is copied as it is", () => {
  const html = renderToStaticMarkup(<AddressText>Type ann@example.com to confirm</AddressText>);
  expect(html).toMatch(/>Type ann@<span class="before:[^"]+">example\.com to confirm<\/span>/);
  expect(html.replace(/<[^>]*>/g, "")).toBe("Type ann@example.com to confirm");
});

test("a message interrupts only when something is wrong", () => {
  const roles = (["info", "success", "warning", "danger"] as const).map((tone) =>
    attribute(renderToStaticMarkup(<Alert tone={tone}>Text</Alert>), "div", "role"),
  );
  expect(roles).toEqual(["status", "status", "alert", "alert"]);
});

test("each change of a live state is read out as a whole, with its time", () => {
  const html = renderToStaticMarkup(
    <StatusLine
      state="done"
      label="Sent"
      time={{ dateTime: "2026-11-22T12:00:00Z", text: "12:00" }}
    />,
  );
  expect(attribute(html, "div", "aria-live")).toBe("polite");
  expect(attribute(html, "div", "aria-atomic")).toBe("true");
  expect(html).toMatch(/<time dateTime="2026-11-22T12:00:00Z"[^>]*>12:00<\/time>/);
});

describe("the colours", () => {
  const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
  const roles = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
  const light = Object.fromEntries(roles.map(([, name, hex]) => [name, hex!]));
  const dark = Object.fromEntries(roles.map(([, name, , hex]) => [name, hex!]));

  /** WCAG 2.2: contrast ratio of two colours, 1 to 21. */
  function contrast(one: string, other: string): number {
    const [brighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
    return (brighter! + 0.05) / (darker! + 0.05);
  }

  function luminance(hex: string): number {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  }

  const text = [
    ...["ink", "ink-soft", "accent", "accent-strong", "success", "warning", "danger"].flatMap(
      (role) => ["paper", "surface", "sunken"].map((ground) => [role, ground] as const),
    ),
    ...["accent", "success", "warning", "danger"].flatMap((role) =>
      ["ink", role].map((letters) => [letters, `${role}-tint`] as const),
    ),
    ["on-accent", "accent"],
    ["on-accent", "accent-strong"],
    ["on-danger", "danger"],
    ["on-danger", "danger-strong"],
  ] as const;
  const edges = ["paper", "surface"].map((ground) => ["line-strong", ground] as const);

  test.each([
    ["light", light],
    ["dark", dark],
  ])("of the %s scheme can be read by people who see little contrast", (_, scheme) => {
    const ratio = ([one, other]: readonly [string, string]) =>
      contrast(scheme[one]!, scheme[other]!);
    expect(text.filter((pair) => ratio(pair) < 4.5)).toEqual([]);
    expect(edges.filter((pair) => ratio(pair) < 3)).toEqual([]);
  });
});
