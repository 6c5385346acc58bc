// In a file of their own: every form loads these, and with a file all of it that any page shows.

export const spinner = "M10 2.5a7.5 7.5 0 1 1-7.5 7.5";
export const warning =
  "M10 7.5v3.5m0 3v.01M8.7 3.3 1.9 15a1.5 1.5 0 0 0 1.3 2.25h13.6a1.5 1.5 0 0 0 1.3-2.25L11.3 3.3a1.5 1.5 0 0 0-2.6 0Z";
