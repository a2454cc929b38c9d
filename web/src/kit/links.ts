/** How a link looks that stands where a button would. */
export const accentLink =
  "inline-flex min-h-9 items-center gap-1.5 rounded-md bg-accent px-3.5 text-sm font-medium text-on-accent hover:opacity-90";
export const plainLink =
  "inline-flex min-h-9 items-center gap-1.5 rounded-md border border-line bg-panel px-3.5 text-sm font-medium hover:bg-sunken";
export const textLink = "font-medium text-accent hover:underline";
