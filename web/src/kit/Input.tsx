import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useId } from "react";

export const box =
  "w-full rounded-md border border-line bg-panel px-2.5 py-1.5 text-sm text-ink placeholder:text-soft disabled:opacity-60";

interface Labelled {
  label: string;
  /** the label is for screen readers only */
  quiet?: boolean;
  help?: ReactNode;
}

function Frame({ label, quiet, help, id, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={quiet ? "sr-only" : "text-sm font-medium text-soft"}>
        {label}
      </label>
      {children}
      {help && <p className="text-xs text-soft">{help}</p>}
    </div>
  );
}

export function TextInput({
  label,
  quiet = false,
  help,
  className = "",
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Frame label={label} quiet={quiet} help={help} id={id}>
      <input
        id={id}
        data-autofocus={rest.autoFocus || undefined}
        className={`${box} min-h-9 ${className}`}
        {...rest}
      />
    </Frame>
  );
}

export function TextArea({
  label,
  quiet = false,
  help,
  className = "",
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Frame label={label} quiet={quiet} help={help} id={id}>
      <textarea id={id} className={`${box} field-sizing-content max-h-96 min-h-16 ${className}`} {...rest} />
    </Frame>
  );
}

export function Select({
  label,
  quiet = false,
  help,
  options,
  className = "",
  ...rest
}: Labelled & SelectHTMLAttributes<HTMLSelectElement> & { options: { value: string; label: string }[] }) {
  const id = useId();
  return (
    <Frame label={label} quiet={quiet} help={help} id={id}>
      <select id={id} className={`${box} min-h-9 ${className}`} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Check({
  label,
  className = "",
  ...rest
}: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={`inline-flex min-h-6 items-center gap-2 text-sm ${className}`}>
      <input type="checkbox" className="size-4 accent-accent" {...rest} />
      {label}
    </label>
  );
}
