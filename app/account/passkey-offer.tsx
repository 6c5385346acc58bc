"use client";

import { useEffect, useState } from "react";
import { useText } from "@/components/text";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { paths } from "@/lib/paths";

/** Whether this very device can hold a passkey: a stranger to keys and phones is not asked for one. */
const canHoldPasskeys = async () =>
  typeof PublicKeyCredential === "function" &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());

/**
 * Offers a passkey to somebody who has just confirmed their address, where their device can hold
 * one. It is there this once: the notice around it leaves the address of the page, so neither
 * "Not now" nor loading the page again brings it back.
 */
export function PasskeyOffer() {
  const t = useText("passkeyOffer");
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    void canHoldPasskeys().then(setShown, () => undefined);
  }, []);
  if (!isShown) return null;
  return (
    <Alert title={t("title")}>
      <p>{t("text")}</p>
      <p className="flex flex-wrap gap-3 pt-2">
        <ButtonLink href={paths.accountSecurityPasskeys}>{t("create")}</ButtonLink>
        <button type="button" onClick={() => setShown(false)} className={buttonStyle("secondary")}>
          {t("later")}
        </button>
      </p>
    </Alert>
  );
}
