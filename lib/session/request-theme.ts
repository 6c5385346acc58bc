import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { choiceIn } from "../choice-cookies";
import { type Theme, toTheme } from "../theme";

/** The theme of the answer to this request, with a choice that it has just made. */
export const getTheme = cache(async (): Promise<Theme> =>
  toTheme(choiceIn(await cookies(), "theme")),
);
