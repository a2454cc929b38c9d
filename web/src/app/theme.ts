export type Theme = "system" | "light" | "dark";

const kept = "clens.theme";

/** The theme that was chosen on this browser; "system" follows the operating system. */
export function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(kept);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(kept, theme);
  }
}
