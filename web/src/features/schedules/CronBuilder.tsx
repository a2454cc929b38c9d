import { useTranslation } from "react-i18next";
import { Check, Select, TextInput } from "@/kit/Input";
import { useCronText } from "@/kit/useCronText";
import { eitherDay, fromCron, type Rhythm, toCron } from "@/model/cron";

const kinds = ["minutes", "hour", "day", "week", "month", "custom"] as const;
// Monday first, as most of the world has it.
const week = [1, 2, 3, 4, 5, 6, 0];

/** When something happens, as choices, as an expression and as a sentence; each follows the others. */
export function CronBuilder({ value, onChange }: { value: string; onChange(expression: string): void }) {
  const { t, i18n } = useTranslation();
  const say = useCronText();
  const rhythm = fromCron(value);
  const put = (next: Rhythm) => onChange(toCron(next));
  const time = "hour" in rhythm ? { hour: rhythm.hour, minute: rhythm.minute } : { hour: 9, minute: 0 };
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" }).format(
      new Date(Date.UTC(2024, 0, 7 + day)),
    );

  function choose(every: (typeof kinds)[number]) {
    const next: Record<(typeof kinds)[number], Rhythm> = {
      minutes: { every: "minutes", step: 15 },
      hour: { every: "hour", minute: 0 },
      day: { every: "day", ...time },
      week: { every: "week", days: [1, 2, 3, 4, 5], ...time },
      month: { every: "month", day: 1, ...time },
      custom: { every: "custom", expression: eitherDay(value) ? value : "0 9 1 * mon" },
    };
    put(next[every]);
  }

  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t("schedule.when")}</legend>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Select
          label={t("schedule.when")}
          value={rhythm.every}
          onChange={(event) => choose(event.target.value as (typeof kinds)[number])}
          options={kinds.map((one) => ({ value: one, label: t(`rhythm.${one}`) }))}
        />
        {rhythm.every === "minutes" && (
          <Select
            label={t("rhythm.step")}
            value={String(rhythm.step)}
            onChange={(event) => put({ every: "minutes", step: Number(event.target.value) })}
            options={[...new Set([1, 2, 5, 10, 15, 20, 30, rhythm.step])]
              .sort((a, b) => a - b)
              .map((step) => ({ value: String(step), label: t("rhythm.minutesCount", { count: step }) }))}
          />
        )}
        {rhythm.every === "hour" && (
          <TextInput
            label={t("rhythm.minute")}
            type="number"
            min={0}
            max={59}
            value={rhythm.minute}
            onChange={(event) => put({ every: "hour", minute: bounded(event.target.value, 0, 59) })}
          />
        )}
        {"hour" in rhythm && (
          <TextInput
            label={t("rhythm.time")}
            type="time"
            value={`${pad(rhythm.hour)}:${pad(rhythm.minute)}`}
            onChange={(event) => {
              const [hour = "0", minute = "0"] = event.target.value.split(":");
              put({ ...rhythm, hour: bounded(hour, 0, 23), minute: bounded(minute, 0, 59) });
            }}
          />
        )}
        {rhythm.every === "month" && (
          <TextInput
            label={t("rhythm.onDay")}
            type="number"
            min={1}
            max={31}
            value={rhythm.day}
            help={rhythm.day > 28 ? t("rhythm.shortMonths") : undefined}
            onChange={(event) => put({ ...rhythm, day: bounded(event.target.value, 1, 31) })}
          />
        )}
      </div>
      {rhythm.every === "week" && (
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {week.map((day) => (
            <Check
              key={day}
              label={dayName(day)}
              checked={rhythm.days.includes(day)}
              onChange={(event) => {
                const days = event.target.checked
                  ? [...rhythm.days, day]
                  : rhythm.days.filter((one) => one !== day);
                if (days.length > 0) put({ ...rhythm, days });
              }}
            />
          ))}
        </div>
      )}
      <TextInput
        label={t("schedule.expression")}
        value={value}
        required
        spellCheck={false}
        className="font-mono"
        help={<span data-sentence>{say(value)}</span>}
        onChange={(event) => onChange(event.target.value)}
      />
      {eitherDay(value) && <p className="text-sm text-warn">{t("schedule.eitherDay")}</p>}
    </fieldset>
  );
}

const pad = (number: number) => String(number).padStart(2, "0");
const bounded = (text: string, from: number, to: number) =>
  Math.min(to, Math.max(from, Math.trunc(Number(text)) || 0));
