import { expect, test } from "vitest";
import { deviceName } from "@/lib/i18n/device-name";
import { LOCALES } from "@/lib/i18n/locales";
import { parseDevice } from "@/lib/request/origin";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

test("a browser and its system are named in each language", () => {
  const names = LOCALES.map((locale) => deviceName(parseDevice(FIREFOX), locale));
  expect(names).toEqual([
    "Firefox on Linux",
    "Firefox unter Linux",
    "Firefox sous Linux",
    "Firefox en Linux",
  ]);
});

test("a browser that is not known is called so, and never by the name it gives itself", () => {
  const device = parseDevice("Call +1 900 555 0199/5.0 (X11; Linux x86_64) now");
  expect(device).toEqual({ browser: null, os: "Linux" });
  expect(deviceName(device, "en")).toBe("Unknown browser on Linux");
  expect(deviceName(parseDevice(""), "de")).toBe("Unbekannter Browser");
});
