import type { ButtonHTMLAttributes } from "react";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: "accent" | "plain" | "danger";
}

const tones = {
  accent: "bg-accent text-on-accent hover:opacity-90",
  plain: "border border-line bg-panel text-ink hover:bg-sunken",
  danger: "border border-line bg-panel text-bad hover:bg-sunken",
};

export function Button({ tone = "plain", className = "", type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={`min-h-9 rounded-md px-3.5 py-1.5 text-sm font-medium disabled:cursor-default disabled:opacity-60 ${tones[tone]} ${className}`}
      {...rest}
    />
  );
}
