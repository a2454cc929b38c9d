package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.FieldPath.JsonStep;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes parsed requests as a client would have written them. */
final class GrammarPrinter {

  private final Values values;

  GrammarPrinter(Values values) {
    this.values = values;
  }

  static String select(List<SelectItem> items) {
    return items.stream().map(GrammarPrinter::item).collect(Collectors.joining(","));
  }

  private static String item(SelectItem item) {
    return switch (item) {
      case SelectItem.Star s -> "*";
      case SelectItem.Embed e ->
          alias(e.alias()) + related(e.related()) + "(" + select(e.items()) + ")";
      case SelectItem.Spread s -> "..." + related(s.related()) + "(" + select(s.items()) + ")";
      case SelectItem.Field f -> field(f);
    };
  }

  private static String field(SelectItem.Field f) {
    if (f.path().column().equals("*")) {
      return alias(f.alias()) + "count()" + cast(f.aggregateCast());
    }
    String aggregate =
        f.aggregate() == null ? "" : "." + f.aggregate().word() + "()" + cast(f.aggregateCast());
    return alias(f.alias()) + path(f.path()) + cast(f.cast()) + aggregate;
  }

  private static String alias(@Nullable String alias) {
    return alias == null ? "" : quoted(alias) + ":";
  }

  private static String cast(@Nullable String cast) {
    return cast == null ? "" : "::" + cast;
  }

  private static String related(SelectItem.Related r) {
    return quoted(r.name())
        + (r.hint() == null ? "" : "!" + quoted(r.hint()))
        + (r.inner() ? "!inner" : "");
  }

  static String path(FieldPath path) {
    StringBuilder text = new StringBuilder(quoted(path.column()));
    for (JsonStep step : path.steps()) {
      text.append(step.asText() ? "->>" : "->");
      switch (step) {
        case JsonStep.Key k -> text.append(quoted(k.name()));
        case JsonStep.Index i -> text.append(i.at());
      }
    }
    return text.toString();
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** A condition inside a logic tree. */
  private String condition(Condition condition) {
    return switch (condition) {
      case Condition.Group g -> (g.negated() ? "not." : "") + (g.any() ? "or" : "and") + members(g);
      case Condition.Filter f ->
          path(f.field()) + "." + (f.negated() ? "not." : "") + right(f.operation());
    };
  }

  String members(Condition.Group group) {
    return group.members().stream().map(this::condition).collect(Collectors.joining(",", "(", ")"));
  }

  private String right(Operation operation) {
    return switch (operation) {
      case Operation.Compare c ->
          c.operator().word()
              + (c.quantifier() == null ? "" : "(" + c.quantifier().word() + ")")
              + "."
              + quoted(text(c.value()));
      case Operation.In in ->
          "in."
              + values.list(in.values()).stream()
                  .map(v -> quoted(String.valueOf(v)))
                  .collect(Collectors.joining(",", "(", ")"));
      case Operation.Is is -> "is." + is.truth().word();
      case Operation.IsDistinct d -> "isdistinct." + quoted(text(d.value()));
      case Operation.Search s ->
          s.kind().word()
              + (s.configuration() == null ? "" : "(" + text(s.configuration()) + ")")
              + "."
              + quoted(text(s.value()));
    };
  }

  private String text(Place place) {
    return String.valueOf(values.text(place));
  }

  static String order(List<OrderTerm> terms) {
    return terms.stream().map(GrammarPrinter::term).collect(Collectors.joining(","));
  }

  private static String term(OrderTerm t) {
    String field = path(t.field());
    return (t.relation() == null ? field : quoted(t.relation()) + "(" + field + ")")
        + (t.direction() == null
            ? ""
            : "." + t.direction().name().toLowerCase(java.util.Locale.ROOT))
        + (t.nulls() == null
            ? ""
            : t.nulls() == OrderTerm.Nulls.FIRST ? ".nullsfirst" : ".nullslast");
  }
}
