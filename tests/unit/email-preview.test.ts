import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the email preview has its pages in react-email's own version, or it asks and ends", () => {
  const packageFile = JSON.parse(readFileSync("package.json", "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const { "react-email": version } = packageFile.dependencies;
  expect(packageFile.devDependencies["@react-email/ui"]).toBe(version);
});
