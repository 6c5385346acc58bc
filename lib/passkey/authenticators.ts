/**
 * Names of common authenticators, by their AAGUID, to name a new passkey after. A passkey is not
 * believed more or less for it: without attestation anybody can send any AAGUID.
 *
 * Source: the community's list, https://github.com/passkeydeveloper/passkey-authenticator-aaguids
 * (November 2026).
 */
const NAMES = new Map([
  ["08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"],
  ["0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"],
  ["2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5"],
  ["50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"],
  ["531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"],
  ["53414d53-554e-4700-0000-000000000000", "Samsung Pass"],
  ["adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"],
  ["b78a0a55-6ef8-d246-a042-ba0f6d55050c", "LastPass"],
  ["b84e4048-15dc-4dd0-8640-f4f60813c8af", "NordPass"],
  ["bada5566-a7aa-401f-bd96-45619a55120d", "1Password"],
  ["d3452668-01fd-4c12-926c-83a4204853aa", "Microsoft Password Manager"],
  ["d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"],
  ["dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "iCloud Keychain"],
  ["ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"],
  ["f3809540-7f14-49c1-a8b3-8f813b225541", "Enpass"],
  ["fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords"],
  ["fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"],
]);

/** What an authenticator is called; null for one that is not in the list, or does not say. */
export const authenticatorName = (aaguid: string): string | null => NAMES.get(aaguid) ?? null;
