/** The name of the field in which a form names what its page showed. */
export const ABOUT = "about";

type Props = { id: string };

/**
 * Names the account, registration, verification, delivery … that a form's page showed. The
 * action acts on that one or on nothing: another tab may have changed what this browser holds.
 */
export function AboutField({ id }: Props) {
  return <input type="hidden" name={ABOUT} value={id} />;
}
