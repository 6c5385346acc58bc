const HEADERS = { "Cache-Control": "no-store" };

/** Tells a page what to have its browser ask for. */
export const requestResponse = (request: object): Response =>
  Response.json(request, { headers: HEADERS });

/** Nobody here may be asked for a passkey: the page made anew says why. */
export const noPasskeys = (): Response =>
  Response.json({ error: "no passkey can be asked for here" }, { status: 404, headers: HEADERS });
