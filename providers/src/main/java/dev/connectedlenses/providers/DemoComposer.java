package dev.connectedlenses.providers;

import java.util.ArrayList;
import java.util.List;

/**
 * Arranges a text into a letter or a report: a title, a lead, and under each heading of the text
 * the sentences that say most of it.
 */
record DemoComposer(DemoPrompt prompt, DemoText text, DemoFocus focus, String title) {
  private static final int LEAD_SENTENCES = 2;
  private static final int POINTS = 4;

  String compose() {
    return prompt.asked().matches("(?s).*\\be-?mail\\b.*") ? email() : report();
  }

  private String email() {
    List<String> best = text.best(LEAD_SENTENCES + POINTS, focus);
    List<String> points = best.subList(Math.min(LEAD_SENTENCES, best.size()), best.size());
    return "Subject: "
        + title
        + "\n\nHello,\n\n"
        + String.join(" ", best.subList(0, Math.min(LEAD_SENTENCES, best.size())))
        + (points.isEmpty() ? "" : "\n\n" + bullets(points))
        + "\n\nKind regards";
  }

  private String report() {
    List<String> parts = new ArrayList<>();
    parts.add("# " + title);
    List<DemoSection> sections = DemoSection.of(prompt.source());
    if (sections.stream().filter(section -> !section.label().isEmpty()).count() > 1) {
      sections.forEach(section -> parts.add(part(section)));
    } else {
      parts.addAll(leadAndPoints());
    }
    return String.join("\n\n", parts);
  }

  private List<String> leadAndPoints() {
    List<String> lead = text.best(LEAD_SENTENCES, focus);
    List<String> points =
        text.best(LEAD_SENTENCES + POINTS, focus).stream().filter(s -> !lead.contains(s)).toList();
    String head = String.join(" ", lead);
    return points.isEmpty() ? List.of(head) : List.of(head, "## Key points\n\n" + bullets(points));
  }

  /** A short section stays as it is; a longer one gives its best sentences. */
  private String part(DemoSection section) {
    DemoText own = new DemoText(section.text());
    boolean isShort = own.sentences().size() <= POINTS;
    String body = isShort ? section.text() : String.join(" ", own.best(POINTS - 1, focus));
    return section.label().isEmpty() ? body : "## " + section.label() + "\n\n" + body;
  }

  private static String bullets(List<String> points) {
    return "- " + String.join("\n- ", points);
  }
}
