/** A recovery code as it was shown, however it was typed: O for 0, I or L for 1, any blanks and dashes. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}

/** Whether something typed has the form of a recovery code. */
export function isRecoveryCode(typed: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plainRecoveryCode(typed));
}
