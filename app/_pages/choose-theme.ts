"use server";

import { keepChoice } from "@/lib/session/keep-choice";
import { toTheme } from "@/lib/theme";

/** Keeps in this browser how bright a person wants the pages. */
export async function chooseTheme(form: FormData): Promise<void> {
  await keepChoice("theme", toTheme(form.get("theme")));
}
