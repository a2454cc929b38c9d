package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.RequestSize;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import dev.connectedlenses.rest.request.SelectItem.Spread;
import java.util.List;

/** Refuses requests that ask for too much, naming the limit. */
final class LimitChecker {

  private final RequestSize limits;

  LimitChecker(RequestSize limits) {
    this.limits = limits;
  }

  void checkSize(RestRequest request) {
    String query = request.rawQuery();
    if (query != null && query.length() > limits.queryLength()) {
      throw ApiError.of(414, "PGRST100", "The query string is too long")
          .hint(
              "At most %d characters; send long filters to a function by POST"
                  .formatted(limits.queryLength()))
          .overLimit()
          .asException();
    }
    if (request.body().length > limits.bodyBytes()) {
      throw ApiError.of(413, "PGRST102", "The body is too large")
          .hint("At most %d bytes; send the rows in several requests".formatted(limits.bodyBytes()))
          .overLimit()
          .asException();
    }
  }

  void check(QueryParams query, Values values) {
    List<SelectItem> select = query.select();
    if (select != null) {
      most("embedded relations", embeds(select), limits.embeds());
      most("levels of embedding", depth(select), limits.embedDepth());
      most("selected columns", columns(select), limits.columns());
    }
    int filters = 0;
    for (Scoped<Condition> c : query.conditions()) {
      filters += count(c.value());
      most("levels of logic", depth(c.value()), limits.logicDepth());
    }
    most("filters", filters, limits.filters());
    most("items of a list", values.longest(), limits.inItems());
    int terms = query.orders().stream().mapToInt(o -> o.value().size()).sum();
    most("order terms", terms, limits.orderTerms());
  }

  private static void most(String what, int have, int most) {
    if (have > most) {
      throw ApiError.of(Code.PGRST100, "Too many " + what)
          .details("The request has %d, the server admits %d".formatted(have, most))
          .hint("Ask for less, or in several requests")
          .overLimit()
          .asException();
    }
  }

  private static List<SelectItem> below(SelectItem item) {
    return switch (item) {
      case Embed e -> e.items();
      case Spread s -> s.items();
      case SelectItem.Field f -> List.of();
      case SelectItem.Star s -> List.of();
    };
  }

  private static boolean isRelation(SelectItem item) {
    return item instanceof Embed || item instanceof Spread;
  }

  private static int embeds(List<SelectItem> items) {
    return items.stream().mapToInt(i -> (isRelation(i) ? 1 : 0) + embeds(below(i))).sum();
  }

  private static int columns(List<SelectItem> items) {
    return items.stream().mapToInt(i -> isRelation(i) ? columns(below(i)) : 1).sum();
  }

  private static int depth(List<SelectItem> items) {
    return items.stream().mapToInt(i -> isRelation(i) ? 1 + depth(below(i)) : 0).max().orElse(0);
  }

  private static int count(Condition condition) {
    return switch (condition) {
      case Condition.Filter f -> 1;
      case Condition.Group g -> g.members().stream().mapToInt(LimitChecker::count).sum();
    };
  }

  private static int depth(Condition condition) {
    return switch (condition) {
      case Condition.Filter f -> 0;
      case Condition.Group g ->
          1 + g.members().stream().mapToInt(LimitChecker::depth).max().orElse(0);
    };
  }
}
