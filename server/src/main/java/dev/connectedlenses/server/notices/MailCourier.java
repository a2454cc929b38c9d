package dev.connectedlenses.server.notices;

import dev.connectedlenses.server.mail.Letter;
import dev.connectedlenses.server.mail.Mailer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages as letters to the address that the account has confirmed. */
public final class MailCourier {
  private static final Map<String, String> SUBJECTS =
      Map.ofEntries(
          Map.entry("approval.requested", "Waits for your decision"),
          Map.entry("approval.decided", "Decided"),
          Map.entry("approval.expired", "Nobody decided in time"),
          Map.entry("run.completed", "Run completed"),
          Map.entry("run.failed", "Run failed"),
          Map.entry("run.cancelled", "Run cancelled"),
          Map.entry("run.timed_out", "Run took too long"),
          Map.entry("team_run.completed", "Team run completed"),
          Map.entry("team_run.failed", "Team run failed"),
          Map.entry("team_run.cancelled", "Team run cancelled"),
          Map.entry("team_run.timed_out", "Team run took too long"),
          Map.entry("test.ping", "Test message"));

  /** What a letter tells, in this order, as far as it is known. */
  private static final List<String> LINES =
      List.of(
          "workflow_title",
          "gate",
          "tool",
          "status",
          "decision",
          "reason",
          "cause",
          "credits",
          "expires_at",
          "completed_at",
          "run_id",
          "team_run_id",
          "request_id");

  private final @Nullable Mailer mailer;
  private final Supplier<URI> site;

  /**
   * @param mailer null where no mail server is set
   * @param site where the letter's reader finds the server
   */
  public MailCourier(@Nullable Mailer mailer, Supplier<URI> site) {
    this.mailer = mailer;
    this.site = site;
  }

  Verdict carry(Notice notice, @Nullable String address) {
    if (mailer == null) {
      return new Verdict.Failed("the server has no mail server (CLENS_SMTP)", null);
    }
    if (address == null) {
      return new Verdict.Failed("the account has no confirmed address", null);
    }
    try {
      mailer.send(letter(notice, address));
      return new Verdict.Delivered();
    } catch (Mailer.UndeliverableException e) {
      return new Verdict.Failed(String.valueOf(e.getMessage()), null);
    }
  }

  private Letter letter(Notice notice, String address) {
    JsonNode data = JsonMapper.shared().readTree(notice.payload()).path("data");
    String title = data.path("workflow_title").asString("");
    String subject = SUBJECTS.getOrDefault(notice.event(), notice.event());
    return new Letter(
        address, title.isEmpty() ? subject : subject + ": " + title, text(notice, data));
  }

  private String text(Notice notice, JsonNode data) {
    StringBuilder text = new StringBuilder(notice.event()).append("\n\n");
    for (String name : LINES) {
      JsonNode value = data.path(name);
      if (value.isValueNode() && !value.isNull()) {
        text.append(name.replace('_', ' ')).append(": ").append(value.asString()).append('\n');
      }
    }
    return text.append('\n')
        .append(site.get().resolve(page(notice.event(), data)))
        .append("\n\nMessage ")
        .append(notice.id())
        .append("; should it come twice, it is the same one. You asked for these letters; end them")
        .append(" with: clens notify remove\n")
        .toString();
  }

  /** Where the page shows what the letter is about, and takes the decision. */
  private static String page(String event, JsonNode data) {
    String subject = event.substring(0, Math.max(0, event.indexOf('.')));
    return switch (subject) {
      case "approval" -> place("/approvals/", data.path("request_id"));
      case "run" -> place("/runs/", data.path("run_id"));
      case "team_run" -> place("/team-runs/", data.path("team_run_id"));
      default -> "/";
    };
  }

  private static String place(String folder, JsonNode id) {
    return id.isString() ? folder + id.asString() : "/";
  }
}
