import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import manifest from "@/app/manifest";
import { brand } from "@/lib/brand";
import { completeEnvironment } from "../support/complete-environment";

Object.assign(process.env, completeEnvironment);
const { GET } = await import("@/app/.well-known/security.txt/route");

const usual = { ...brand };
afterEach(() => void Object.assign(brand, usual));

const fieldsOf = async () =>
  new Map(
    (await GET().text())
      .split("\n")
      .map((line) => [line.split(": ", 1)[0]!, line.split(": ").slice(1).join(": ")]),
  );

test("security.txt names a contact, and is valid for some time but less than a year", async () => {
  brand.supportEmail = "help@acme.example";
  const fields = await fieldsOf();
  expect(fields.get("Contact")).toBe("mailto:help@acme.example");
  expect(fields.get("Canonical")).toBe("https://latchkey.example/.well-known/security.txt");
  const days = (Date.parse(fields.get("Expires") ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(90);
  expect(days).toBeLessThan(365);
  brand.securityEmail = "security@acme.example";
  expect((await fieldsOf()).get("Contact")).toBe("mailto:security@acme.example");
});

test("security.txt is not there while nobody is named who would read a report", () => {
  expect(GET().status).toBe(404);
});

test("what surrounds the pages has the name and the colours of the pages", () => {
  const styles = readFileSync("app/globals.css", "utf8");
  const { paper, accent } = brand.colors;
  expect(styles).toContain(`--paper: light-dark(${paper.light}, ${paper.dark});`);
  expect(styles).toContain(`--accent: light-dark(${accent},`);
  expect(readFileSync("app/icon.svg", "utf8")).toContain(accent);
  expect(manifest()).toMatchObject({ name: brand.name, theme_color: paper.light });
});
