import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { checkDmarc } from "@/lib/doctor/checks/dmarc";
import { isAligned } from "@/lib/doctor/domains";
import { explainFailure } from "@/lib/doctor/explain-failure";
import { exitCodeFor } from "@/lib/doctor/line";
import { completeEnvironment } from "../support/complete-environment";

test.each([
  ["mail.latchkey.example", "app.latchkey.example", true],
  ["latchkey.example", "elsewhere.example", false],
  ["one.co.uk", "two.co.uk", false],
  ["mail.one.co.uk", "one.co.uk", true],
])("%s and %s: aligned is %s", (one, other, expected) => {
  expect(isAligned(one, other)).toBe(expected);
});

test("wrong counts before what could not be checked, and a warning is no failure", () => {
  expect(exitCodeFor([{ state: "ok" }, { state: "warning" }, { state: "skipped" }])).toBe(0);
  expect(exitCodeFor([{ state: "unknown" }, { state: "warning" }])).toBe(2);
  expect(exitCodeFor([{ state: "unknown" }, { state: "wrong" }])).toBe(1);
});

test("strict alignment wants DKIM of the very domain", async () => {
  const none = () => Promise.reject(Object.assign(new Error(), { code: "ENODATA" }));
  const dns = {
    resolveTxt: (name: string) =>
      name === "_dmarc.latchkey.example"
        ? Promise.resolve([["v=DMARC1; p=reject; ", "adkim=s"]])
        : none(),
    resolveMx: none,
    resolveCname: none,
  };
  const sender = {
    from: "mail.latchkey.example",
    parents: ["mail.latchkey.example", "latchkey.example"],
    mailFrom: null,
  };
  const states = async (signedAs: string) =>
    (await checkDmarc(dns, { ...sender, signedAs })).map(({ state }) => state);
  expect(await states("latchkey.example")).toEqual(["ok", "wrong"]);
  expect(await states("mail.latchkey.example")).toEqual(["ok", "ok"]);
});

test("what failed is told by name and code, and never by a message that may hold a secret", () => {
  const error = Object.assign(new Error("postgresql://user:password@db"), { code: "ECONNREFUSED" });
  expect(explainFailure("all", error)).toMatchObject({
    state: "unknown",
    found: "No usable answer (Error, ECONNREFUSED).",
  });
});

test("an environment that does not start is named variable by variable, without its values", () => {
  const secret = "abcdefghijklmnopqrstuvwxyz01234";
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", "bin/doctor.ts", "--json"],
    {
      env: {
        PATH: process.env.PATH,
        ...completeEnvironment,
        NODE_ENV: "production",
        AUTH_SECRET: secret,
        MAIL_FROM: "",
      },
      encoding: "utf8",
    },
  );
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { subject: "Environment", name: "AUTH_SECRET", state: "wrong" },
    { subject: "Environment", name: "MAIL_FROM", state: "wrong", found: "MAIL_FROM is missing." },
  ]);
  expect(stdout).not.toContain(secret);
});
