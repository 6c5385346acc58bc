"use server";

import { paths } from "@/lib/paths";
import { signOut } from "@/lib/session/auth";
import { buttonAction } from "../_forms/form-action";
import { accountShown } from "./account-shown";

export const leave = buttonAction(
  accountShown(paths.account),
  (): Promise<never> => signOut({ redirectTo: paths.home }) as Promise<never>,
);
