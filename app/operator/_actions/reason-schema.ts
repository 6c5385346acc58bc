import { z } from "zod";

/** Why an operator does something, in their words: for whoever asks later. */
export const reasonSchema = z
  .string()
  .trim()
  .min(3, "Enter a reason (at least 3 characters)")
  .max(500, "Use at most 500 characters.");
