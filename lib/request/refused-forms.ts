/** Why proxy.ts passes a form to no page, with the status for programs. People read a page of it. */
export const REFUSED_FORMS = {
  formTooLong: 413,
  formFromElsewhere: 403,
  notAForm: 400,
} as const;

export type RefusedForm = keyof typeof REFUSED_FORMS;

/** In the address of that page: why. */
export const WHY = "why";

export function isRefusedForm(why: unknown): why is RefusedForm {
  return typeof why === "string" && Object.hasOwn(REFUSED_FORMS, why);
}
