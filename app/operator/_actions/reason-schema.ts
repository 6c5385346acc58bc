import { z } from "zod";

/** Why an operator does something, in their words: for whoever asks later. */
export const reasonSchema = z
  .string()
  .trim()
  .min(3, "Say why, in a few words: it is kept with the action.")
  .max(500, "Use at most 500 characters.");
