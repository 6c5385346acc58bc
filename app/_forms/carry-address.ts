/** In this tab only: an address in the URL would end up in logs. */
const KEY = "email";

/** Storage may be switched off, and then nothing is carried. */
function attempt<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** The address that was kept in this tab; null without one. */
export function carriedAddress(): string | null {
  return attempt(() => sessionStorage.getItem(KEY));
}

/** Keeps an address for the forms that come next in this tab. */
export function carryAddress(address: string): void {
  attempt(() => sessionStorage.setItem(KEY, address));
}

/** Forgets it when a person signs in: the next one at this browser does not need it. */
export function dropCarriedAddress(): void {
  attempt(() => sessionStorage.removeItem(KEY));
}
