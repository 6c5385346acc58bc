import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAddress } from "@/lib/email/mask-address";

describe("a masked address", () => {
  test("can be recognised by who knows it", () => {
    expect(maskAddress("ada.lovelace@analytical.example")).toBe("a***@a***.example");
  });

  test("carries no words of whoever chose it: what looks like no ending is masked too", () => {
    expect(maskAddress("a@b.call-1-900-555-0199-now")).toBe("a***@b***.***");
    expect(maskAddress("a@b.museum")).toBe("a***@b***.museum");
    expect(maskAddress("a@b.рф")).toBe("a***@b***.рф");
  });

  test("shows the domain of a large provider, and no other that begins like one", () => {
    expect(maskAddress("ada@gmail.com")).toBe("a***@gmail.com");
    expect(maskAddress("ada@yahoo.co.uk")).toBe("a***@yahoo.co.uk");
    expect(maskAddress("ada@gmx.call-us")).toBe("a***@g***.***");
    expect(maskAddress("ada@live.call.me.com")).toBe("a***@l***.com");
  });

  test("cannot be written to", () => {
    const names = fc.stringMatching(/^[a-z]{3,20}$/);
    fc.assert(
      fc.property(
        names,
        names,
        fc.constantFrom("com", "co.uk", "example"),
        (local, domain, ending) => {
          const masked = maskAddress(`${local}@${domain}.${ending}`);
          expect(masked).not.toContain(local);
          expect(masked).not.toContain(domain);
          expect(masked.startsWith(`${local[0]}***@${domain[0]}***`)).toBe(true);
        },
      ),
    );
  });
});
