package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.request.Condition.Filter;
import dev.connectedlenses.rest.request.Condition.Group;
import dev.connectedlenses.rest.request.Operation.Operator;
import dev.connectedlenses.rest.request.Operation.Quantifier;
import dev.connectedlenses.rest.request.Operation.SearchKind;
import dev.connectedlenses.rest.request.Operation.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses filters: {@code not.eq.5} beside a column, and whole logic trees. */
final class FilterParser {

  private static final String OPERATOR = "operator (eq, gt, ...)";
  private static final Map<String, Operator> OPERATORS = new HashMap<>();
  private static final Map<String, SearchKind> SEARCHES = new HashMap<>();

  static {
    for (Operator o : Operator.values()) {
      OPERATORS.put(o.word(), o);
    }
    for (SearchKind k : SearchKind.values()) {
      SEARCHES.put(k.word(), k);
    }
  }

  private final Cursor in;
  private final Values values;
  private final boolean nested;

  private FilterParser(Cursor in, Values values, boolean nested) {
    this.in = in;
    this.values = values;
    this.nested = nested;
  }

  /** The filter on a field whose right side this is. */
  static Filter filter(FieldPath field, String text, Values values) {
    return new FilterParser(new Cursor("filter", text), values, false).comparison(field);
  }

  /** A filter if the text starts like one, else null: it is an argument then. */
  static @Nullable Filter filterOrNull(FieldPath field, String text, Values values) {
    int dot = text.indexOf('.');
    String word = dot < 0 ? "" : text.substring(0, dot);
    int bracket = word.indexOf('(');
    String operator = bracket < 0 ? word : word.substring(0, bracket);
    boolean known =
        OPERATORS.containsKey(operator)
            || SEARCHES.containsKey(operator)
            || List.of("not", "in", "is", "isdistinct").contains(operator);
    if (!known) {
      return null;
    }
    int mark = values.mark();
    try {
      return filter(field, text, values);
    } catch (RestException e) {
      values.back(mark);
      return null;
    }
  }

  /** The tree of {@code or=(…)} and its like. */
  static Group group(boolean negated, boolean any, String text, Values values) {
    Cursor in = new Cursor("logic tree", text);
    FilterParser parser = new FilterParser(in, values, true);
    Group group = new Group(negated, any, parser.members(0));
    if (!in.atEnd()) {
      throw in.unexpected("end of input");
    }
    return group;
  }

  private List<Condition> members(int depth) {
    in.checkDepth(depth);
    in.skipBlanks();
    in.expect('(', "\"(\"");
    List<Condition> members = new ArrayList<>();
    do {
      in.skipBlanks();
      members.add(condition(depth));
      in.skipBlanks();
    } while (in.take(","));
    in.expect(')', "\",\" or \")\"");
    in.skipBlanks();
    return members;
  }

  private Condition condition(int depth) {
    int start = in.position();
    boolean negated = in.take("not.");
    boolean any = in.take("or");
    if (any || in.take("and")) {
      in.skipBlanks();
      if (in.peek() == '(') {
        return new Group(negated, any, members(depth + 1));
      }
    }
    in.back(start);
    if (in.peek() != '"' && !Tokens.nameCharacter(in.peek())) {
      throw in.unexpected(
          Tokens.FIELD_NAME + ", negation operator (not) or logic operator (and, or)");
    }
    FieldPath field = Tokens.field(in);
    in.expect('.', "\"->>\", \"->\" or delimiter (.)");
    return comparison(field);
  }

  private Filter comparison(FieldPath field) {
    boolean negated = in.take("not.");
    return new Filter(field, negated, operation(negated));
  }

  private Operation operation(boolean negated) {
    int start = in.position();
    String word = in.run(Character::isLetter);
    String expected = negated ? OPERATOR : "\"not\" or " + OPERATOR;
    if (in.peek() == '.') {
      switch (word) {
        case "in" -> {
          in.next();
          return new Operation.In(values.add(list()));
        }
        case "is" -> {
          in.next();
          return new Operation.Is(truth());
        }
        case "isdistinct" -> {
          in.next();
          return new Operation.IsDistinct(values.add(value()));
        }
        default -> {}
      }
    }
    Operator operator = OPERATORS.get(word);
    if (operator != null) {
      Quantifier quantifier = operator.quantifiable() ? quantifier() : null;
      in.expect('.', OPERATOR);
      return new Operation.Compare(operator, quantifier, values.add(value()));
    }
    SearchKind search = SEARCHES.get(word);
    if (search != null) {
      Place configuration = configuration();
      in.expect('.', OPERATOR);
      return new Operation.Search(search, configuration, values.add(value()));
    }
    throw in.unexpected(start, expected);
  }

  private @Nullable Quantifier quantifier() {
    if (in.take("(any)")) {
      return Quantifier.ANY;
    }
    return in.take("(all)") ? Quantifier.ALL : null;
  }

  private @Nullable Place configuration() {
    if (!in.take("(")) {
      return null;
    }
    String name = in.run(c -> Character.isLetterOrDigit(c) || c == '_');
    if (name.isEmpty()) {
      throw in.unexpected(OPERATOR);
    }
    in.expect(')', "letter, digit, \"_\" or \")\"");
    return values.add(name);
  }

  private Truth truth() {
    int start = in.position();
    String word = in.run(c -> Character.isLetter(c) || c == '_').toLowerCase(Locale.ROOT);
    for (Truth t : Truth.values()) {
      if (t.word().equals(word)) {
        return t;
      }
    }
    throw in.unexpected(start, "isVal: (null, not_null, true, false, unknown)");
  }

  private List<String> list() {
    in.skipBlanks();
    in.expect('(', "\"(\"");
    List<String> elements = new ArrayList<>();
    do {
      in.skipBlanks();
      elements.add(element());
    } while (in.take(","));
    in.expect(')', "\",\" or \")\"");
    if (!nested && !in.atEnd()) {
      in.skipBlanks();
    }
    return elements;
  }

  private String element() {
    int start = in.position();
    if (in.peek() == '"') {
      String text = Tokens.quoted(in);
      if (in.atEnd() || ",)".indexOf(in.peek()) >= 0) {
        return text;
      }
      in.back(start);
    }
    return in.run(c -> c != ',' && c != ')');
  }

  private String value() {
    if (!nested) {
      return in.rest();
    }
    if (in.peek() == '{') {
      int start = in.position();
      in.next();
      String inside = in.run(c -> c != '{' && c != '}');
      if (in.take("}")) {
        return "{" + inside + "}";
      }
      in.back(start);
    }
    return element();
  }
}
