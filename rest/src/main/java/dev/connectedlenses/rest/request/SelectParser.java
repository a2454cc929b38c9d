package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.SelectItem.Aggregate;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import dev.connectedlenses.rest.request.SelectItem.Field;
import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.request.SelectItem.Spread;
import dev.connectedlenses.rest.request.SelectItem.Star;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses {@code select}: columns, casts, aggregates, embedded and spread relations. */
final class SelectParser {

  private static final String ITEM =
      "\"...\", field name (* or [a..z0..9_$]), \"*\" or \"count()\"";
  private static final String AFTER_FIELD =
      "letter, digit, \"-\", \"->>\", \"->\", \"::\", \".\", \")\", \",\" or end of input";

  private final Cursor in;

  private SelectParser(String text) {
    this.in = new Cursor("select parameter", text);
  }

  static List<SelectItem> parse(String text) {
    SelectParser parser = new SelectParser(text);
    List<SelectItem> items = parser.items(0);
    if (!parser.in.atEnd()) {
      throw parser.in.unexpected(AFTER_FIELD);
    }
    return items;
  }

  private List<SelectItem> items(int depth) {
    in.checkDepth(depth);
    List<SelectItem> items = new ArrayList<>();
    in.skipBlanks();
    if (in.atEnd() || in.peek() == ')') {
      return items;
    }
    do {
      in.skipBlanks();
      items.add(item(depth));
      in.skipBlanks();
    } while (in.take(","));
    return items;
  }

  private SelectItem item(int depth) {
    if (in.take("...")) {
      Related related = related(Tokens.name(in));
      return new Spread(related, children(depth));
    }
    if (in.peek() == '*') {
      in.next();
      return new Star();
    }
    if (in.atEnd() || (in.peek() != '"' && !Tokens.nameCharacter(in.peek()))) {
      throw in.unexpected(ITEM);
    }
    String alias = null;
    boolean quoted = in.peek() == '"';
    String name = Tokens.name(in);
    if (in.peek() == ':' && !in.sees("::")) {
      in.next();
      alias = name;
      quoted = in.peek() == '"';
      name = Tokens.name(in);
    }
    boolean counts = name.equals("count") && !quoted;
    if (in.peek() == '!' || (in.peek() == '(' && !counts)) {
      Related related = related(name);
      return new Embed(alias, related, children(depth));
    }
    return field(alias, name, counts);
  }

  /**
   * @param counts whether a pair of brackets would make it a count
   */
  private Field field(@Nullable String alias, String name, boolean counts) {
    if (counts && in.take("()")) {
      String cast = cast();
      return new Field(FieldPath.of("*"), alias, null, Aggregate.COUNT, cast);
    }
    FieldPath path = new FieldPath(name, Tokens.jsonPath(in));
    String cast = cast();
    Aggregate aggregate = aggregate();
    return new Field(path, alias, cast, aggregate, aggregate == null ? null : cast());
  }

  private @Nullable String cast() {
    return in.take("::") ? in.run(Tokens::nameCharacter).strip() : null;
  }

  private @Nullable Aggregate aggregate() {
    if (in.peek() != '.') {
      return null;
    }
    in.next();
    for (Aggregate a : Aggregate.values()) {
      if (in.take(a.word() + "()")) {
        return a;
      }
    }
    throw in.unexpected("sum(), avg(), count(), max() or min()");
  }

  private Related related(String name) {
    String hint = null;
    boolean inner = false;
    while (in.take("!")) {
      String word = Tokens.name(in);
      switch (word) {
        case "inner" -> inner = true;
        case "left" -> inner = false;
        default -> hint = word;
      }
    }
    return new Related(name, hint, inner);
  }

  private List<SelectItem> children(int depth) {
    in.expect('(', "\"!\" or \"(\"");
    List<SelectItem> children = items(depth + 1);
    in.expect(')', "\",\" or \")\"");
    return children;
  }
}
