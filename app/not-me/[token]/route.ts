import { paths } from "@/lib/paths";
import { nothingHere } from "../../_links/link-response";
import { linkRoute } from "../../_links/link-route";

/** “This was not me”, the link in a mail: leads to the page with the button. */
export const GET = linkRoute("not-me", paths.notMe);

export const HEAD = nothingHere;
