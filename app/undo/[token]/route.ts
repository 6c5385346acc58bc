import { linkHead, linkRoute } from "../../_links/link-route";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/** The link that takes something back: leads to the page that says what, with the button. */
export const GET = linkRoute("undo-link");

export const HEAD = linkHead("undo-link");

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
