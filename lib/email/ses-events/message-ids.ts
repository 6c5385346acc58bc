/**
 * How long SNS's MessageIds are kept, with the events they came with (lib/retention). By them a
 * repetition is known: a message must be refused before its id is forgotten.
 */
export const MESSAGE_IDS_KEPT_DAYS = 90;
