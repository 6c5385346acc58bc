import type { CDPSession, Page } from "@playwright/test";

/** An authenticator of Chromium's own, in a browser: a device with a screen lock, say. */
export type VirtualAuthenticator = {
  /** Whether somebody is there to press it. Nobody is at first. */
  setPresent: (isPresent: boolean) => Promise<void>;
  /** Whether it recognises who presses it. */
  setVerified: (isUserVerified: boolean) => Promise<void>;
  /** How many passkeys it holds. */
  count: () => Promise<number>;
};

async function add(session: CDPSession, transport: "internal" | "usb"): Promise<string> {
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  return authenticatorId;
}

/** Gives a browser an authenticator: the device itself, or a key that is plugged in. */
export async function addAuthenticator(
  page: Page,
  transport: "internal" | "usb" = "internal",
): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  const authenticatorId = await add(session, transport);
  return {
    setPresent: async (enabled) => {
      await session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
    setVerified: async (isUserVerified) => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    count: async () => {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
  };
}
