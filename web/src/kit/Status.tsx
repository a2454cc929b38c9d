import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Clock,
  FileWarning,
  Hand,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
  SkipForward,
  TimerOff,
} from "lucide-react";
import { useTranslation } from "react-i18next";

interface Look {
  icon: LucideIcon;
  tone: string;
  turning?: boolean;
}

const waiting: Look = { icon: CircleDashed, tone: "text-soft" };
const busy: Look = { icon: LoaderCircle, tone: "text-busy", turning: true };

const looks: Readonly<Record<string, Look>> = {
  pending: waiting,
  awaiting_dependency: { icon: CirclePause, tone: "text-soft" },
  queued: { icon: Clock, tone: "text-soft" },
  running: busy,
  streaming: busy,
  recovered: { icon: RotateCw, tone: "text-busy" },
  retrying: { icon: RotateCw, tone: "text-warn" },
  completed: { icon: CircleCheck, tone: "text-good" },
  failed: { icon: CircleX, tone: "text-bad" },
  cancelled: { icon: Ban, tone: "text-soft" },
  skipped: { icon: SkipForward, tone: "text-soft" },
  timed_out: { icon: TimerOff, tone: "text-bad" },
  blocked: { icon: Hand, tone: "text-warn" },
  parked: { icon: Clock, tone: "text-soft" },
  invalidated: { icon: FileWarning, tone: "text-bad" },
};

/** A status as its icon alone, where the word stands elsewhere. */
export function StatusIcon({ value }: { value: string }) {
  const { icon: Icon, tone, turning } = looks[value] ?? waiting;
  return <Icon size={16} aria-hidden className={`${tone} ${turning ? "ring-turning" : ""}`} />;
}

/** A status as icon and word; colour is never the only sign. */
export function Status({ value }: { value: string }) {
  const { t } = useTranslation();
  const { icon: Icon, tone, turning } = looks[value] ?? waiting;
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm font-medium ${tone}`} data-status={value}>
      <Icon size={16} aria-hidden className={turning ? "ring-turning" : undefined} />
      {t(`status.${value}`, value)}
    </span>
  );
}
