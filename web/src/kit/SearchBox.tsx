import { Search } from "lucide-react";
import { type Ref, useEffect, useRef, useState } from "react";
import { box } from "./Input";

interface Props {
  label: string;
  /** what the address of the page says */
  value: string;
  onChange(value: string): void;
  className?: string;
  inputRef?: Ref<HTMLInputElement>;
}

const pause = 120;

/** A search field whose text lives in the page's address. What is typed stays as typed, and is told until the address says the same. */
export function SearchBox({ label, value, onChange, className = "", inputRef }: Props) {
  const [typed, setTyped] = useState(value);
  const before = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    const was = before.current;
    before.current = value;
    // The address changed by itself (back, a link): the field follows, unless something newer was typed.
    if (value !== was) setTyped((now) => (now === was ? value : now));
  }, [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => tell.current(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <search className={`relative block ${className}`}>
      <Search size={16} aria-hidden className="absolute top-2.5 left-2.5 text-soft" />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={`${box} min-h-9 pl-8`}
      />
    </search>
  );
}
