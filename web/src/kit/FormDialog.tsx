import type { ReactNode } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Problem } from "./Problem";

interface Props {
  /** names the form in the document */
  id: string;
  title: string;
  /** what the button that sends the form says */
  action: ReactNode;
  /** nothing can be sent now: something is missing, or it is being sent */
  disabled?: boolean;
  /** why the last try was refused */
  error?: unknown;
  /** buttons before the one that sends */
  buttons?: ReactNode;
  wide?: boolean;
  /** more room between groups of fields */
  roomy?: boolean;
  /** the browser offers nothing that was typed before */
  secret?: boolean;
  onSubmit(form: FormData): void;
  onClose(): void;
  children: ReactNode;
}

/** A dialog around one form: Enter and the button send it, a refusal stands below what was typed. */
export function FormDialog({
  id,
  title,
  action,
  disabled = false,
  error,
  buttons,
  wide = false,
  roomy = false,
  secret = false,
  onSubmit,
  onClose,
  children,
}: Props) {
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      footer={
        <>
          {buttons}
          <Button tone="accent" type="submit" form={id} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={`flex flex-col ${roomy ? "gap-5" : "gap-3"}`}
        {...(secret ? { autoComplete: "off" } : {})}
        onSubmit={(event) => {
          event.preventDefault();
          if (!disabled) onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        {error != null && <Problem error={error} />}
      </form>
    </Dialog>
  );
}
