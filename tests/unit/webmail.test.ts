import { expect, test } from "vitest";
import { findWebmail } from "@/lib/email/webmail";

test.each([
  ["ann@gmail.com", "Gmail"],
  ["ann@Outlook.com", "Outlook"],
  ["ann@hotmail.co.uk", "Outlook"],
  ["ann@yahoo.fr", "Yahoo Mail"],
  ["ann@gmx.de", "GMX"],
  ["ann@proton.me", "Proton Mail"],
])("%s is read at %s", (address, name) => {
  expect(findWebmail(address)?.name).toBe(name);
});

test.each([
  "ann@example.com",
  "ann@gmail.com.example",
  "ann@notgmail.com",
  "ann@live.com.attacker.example",
])("%s leads to no webmail", (address) => {
  expect(findWebmail(address)).toBeNull();
});
