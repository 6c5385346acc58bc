/** The field of the form that asks to stop this kind of email, too. */
export const STOPS_EMAILS = "stop";
