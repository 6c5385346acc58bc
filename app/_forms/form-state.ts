/** What a form shows again. Values never hold a password or a code. */
export type FormState = {
  fieldErrors: Record<string, string>;
  values: Record<string, string>;
  /** About the form as a whole. */
  refusal?: string;
  /** Shown once, to be saved. */
  recoveryCodes?: string[];
};

export const emptyForm: FormState = { fieldErrors: {}, values: {} };
