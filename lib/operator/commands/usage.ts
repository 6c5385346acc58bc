/** All there is to type after "npm run operator --". */
export const USAGE = `Usage: npm run operator -- <command> [--json]

  <address>                                     make somebody an operator
  withdraw <address> --reason <why>             … and no longer
  list users [<search>] [--state <state>]       waiting, confirmed, locked, closing or operator
  list failed [<search>] [--code <failure>]     mails that were given up or stopped
  list suppressions [<search>]                  addresses that get no mail
  replay <delivery> --reason <why>              send a failed mail once more
  replay --all [--code <failure>] --reason <why>
                                                … or all of them
  suppression lift <address> --reason <why>     let mails to an address through again
  suppression add <address> --reason <why>      stop all mails to an address
  user show <address or id>                     who it is, where things stand, what happened
  user resend|confirm|lock|unlock|sign-out|delete <address or id> --reason <why>
                                                (resend, confirm: --registration <id>, where
                                                the address was registered more than once)
  inngest sync [<URL of the app>]               tell Inngest where the app is and what it runs

It needs the database of DATABASE_URL to be running, else that of "npm run dev"; "inngest sync"
and "replay --all", which waits until all is done, need the app, too.

A search is an address or its beginning, a domain or an id. Lists show the newest 200, or
--limit <number>. Exit codes: 0 done, 1 could not be done, 2 not understood.
`;
