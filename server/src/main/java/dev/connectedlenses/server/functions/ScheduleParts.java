package dev.connectedlenses.server.functions;

import dev.connectedlenses.calendar.CronException;
import dev.connectedlenses.calendar.Fire;
import dev.connectedlenses.calendar.FireTimes;
import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.ServerFunctions.Part;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.RestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calendar's part in functions about schedules. What the database can refuse better by itself,
 * such as a missing argument, is left to it.
 */
public final class ScheduleParts {
  private static final int AHEAD = 64;
  private static final int MOST_SHOWN = 1000;
  private static final int MOST_FILLED = 10_000;
  private static final Part NOTHING = new Part.Computed(NullNode.getInstance());

  private final Database database;
  private final InstantSource clock;

  public ScheduleParts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Times(String cron, String zone) {
    FireTimes read() {
      try {
        return FireTimes.of(cron, zone);
      } catch (CronException e) {
        throw refusal(e);
      }
    }
  }

  /** The instants at which an expression fires. */
  public Part preview(ObjectNode arguments) {
    JsonNode cron = arguments.path("p_cron_expr");
    if (!cron.isString()) {
      return NOTHING;
    }
    FireTimes times = new Times(cron.asString(), text(arguments, "p_timezone", "UTC")).read();
    int count = arguments.path("p_n").asInt(10);
    if (count < 1 || count > MOST_SHOWN) {
      throw bad("p_n goes from 1 to " + MOST_SHOWN, "bad_value: ask for fewer").asException();
    }
    Instant after =
        arguments.hasNonNull("p_after") ? instant(arguments, "p_after") : clock.instant();
    ArrayNode rows = JsonMapper.shared().createArrayNode();
    for (Fire fire : times.fires(after, count)) {
      rows.addObject()
          .put("fire_at", fire.at().toString())
          .put("local_time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(fire.local()))
          .put("note", fire.note());
    }
    return new Part.Computed(rows);
  }

  /** What a schedule has to know of its own times. */
  public Part saved(ObjectNode arguments) {
    String cron = text(arguments, "p_cron_expr", "* * * * *");
    return ahead(new Times(trimmed(cron), text(arguments, "p_timezone", "UTC")));
  }

  Part resumed(Identity caller, ObjectNode arguments) {
    return visible(caller, arguments).map(this::ahead).orElse(NOTHING);
  }

  Part backfill(Identity caller, ObjectNode arguments) {
    Optional<Times> schedule = visible(caller, arguments);
    if (schedule.isEmpty() || !arguments.hasNonNull("p_since")) {
      return NOTHING;
    }
    Instant now = clock.instant();
    Instant since = instant(arguments, "p_since");
    ObjectNode computed = described(schedule.get());
    ArrayNode fires = computed.putArray("fires");
    FireTimes times = schedule.get().read();
    for (Instant at = times.next(since.minusNanos(1));
        at != null && !at.isAfter(now);
        at = times.next(at)) {
      if (fires.size() == MOST_FILLED) {
        throw ApiError.of(429, "54000", "more than " + MOST_FILLED + " instants lie in between")
            .hint("too_many_instants: begin later")
            .asException();
      }
      fires.add(at.toString());
    }
    return new Part.Computed(computed);
  }

  private Part ahead(Times schedule) {
    ObjectNode computed = described(schedule);
    ArrayNode fires = computed.putArray("fires");
    List<Instant> next = schedule.read().next(clock.instant(), AHEAD);
    next.forEach(at -> fires.add(at.toString()));
    return new Part.Computed(computed);
  }

  private static ObjectNode described(Times schedule) {
    ObjectNode computed = JsonMapper.shared().createObjectNode();
    computed.put("cron_expr", schedule.cron()).put("timezone", schedule.zone());
    computed.put("calendar", ZoneRulesProvider.getVersions("UTC").lastEntry().getKey());
    return computed;
  }

  /** The schedule as the caller may see it; whether they may change it is the database's to say. */
  private Optional<Times> visible(Identity caller, ObjectNode arguments) {
    return id(text(arguments, "p_schedule_id", "")).flatMap(id -> visible(caller, id));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Times> visible(Identity caller, UUID id) {
    return database.asUser(
        caller,
        handle ->
            handle
                .createQuery(
                    "select cron_expr, timezone from lenses.workflow_schedules where id = :id")
                .bind("id", id)
                .map((row, _) -> new Times(row.getString(1), row.getString(2)))
                .findOne());
  }

  /** As the database trims it. */
  private static String trimmed(String cron) {
    return cron.replaceAll("^ +| +$", "");
  }

  private static String text(ObjectNode arguments, String name, String usual) {
    JsonNode value = arguments.path(name);
    return value.isString() ? value.asString() : usual;
  }

  private static Instant instant(ObjectNode arguments, String name) {
    String text = text(arguments, name, "");
    try {
      return OffsetDateTime.parse(text.replaceFirst("^(\\S+) ", "$1T")).toInstant();
    } catch (DateTimeException e) {
      throw bad("\"" + text + "\" is no instant", "bad_value: write one like 2027-03-27T00:00:00Z")
          .asException();
    }
  }

  private static RestException refusal(CronException fault) {
    ObjectNode details = JsonMapper.shared().createObjectNode();
    details.put("position", fault.position());
    return bad(fault.getMessage(), "bad_schedule: " + fault.hint()).details(details).asException();
  }

  private static ApiError bad(String message, String hint) {
    return ApiError.of(400, "22023", message).hint(hint);
  }
}
