import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("no page gives or takes the role of an operator: the command line alone does", () => {
  const sources = ["app", "inngest", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated"))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
  const givers = sources.filter((file) =>
    /set-role"|role: "operator"/.test(readFileSync(file, "utf8")),
  );
  expect(givers).toEqual(["lib/operator/commands/role.ts"]);
});
