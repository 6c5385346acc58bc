import { env } from "@/lib/env";
import { keepTyped } from "@/lib/session/typed-cookie";
import { ABOUT } from "../_forms/about-field";
import { readForm } from "../_forms/read-form";
import { seeOther } from "../_links/link-response";
import { refuseOtherMethods } from "../_pages/refuse-other-methods";

/**
 * The page that a form was on, by its path and query; the start for anything that is none of ours.
 */
function pageOf(from: string | null): URL {
  const home = new URL(env.APP_URL);
  const page = new URL(from ?? "/", home);
  return page.origin === home.origin ? page : home;
}

/**
 * Takes a form that this build does not know: its page was opened before a deployment. Keeps
 * what was typed and is no secret, and leads to the page made anew. Does nothing else.
 */
export async function POST(request: Request): Promise<Response> {
  const page = pageOf(new URL(request.url).searchParams.get("from"));
  const form = await request.formData().catch(() => new FormData());
  const names = [...new Set(form.keys())].filter((name) => !/^\$|^about$/.test(name));
  const about = form.get(ABOUT);
  const { values } = readForm(form, names);
  await keepTyped(page.pathname, typeof about === "string" ? about : null, values);
  page.searchParams.set("outdated", "");
  return seeOther(page.pathname + page.search);
}

export const { GET, PUT, PATCH, DELETE } = refuseOtherMethods("POST");
