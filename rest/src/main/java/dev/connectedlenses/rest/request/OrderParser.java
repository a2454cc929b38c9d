package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.request.OrderTerm.Direction;
import dev.connectedlenses.rest.request.OrderTerm.Nulls;
import java.util.ArrayList;
import java.util.List;

/** Parses {@code order}: {@code a.desc.nullslast,rel(b)}. */
final class OrderParser {

  private static final String WORD = "\"asc\", \"desc\", \"nullsfirst\" or \"nullslast\"";

  private final Cursor in;

  private OrderParser(String text) {
    this.in = new Cursor("order", text);
  }

  static List<OrderTerm> parse(String text) {
    OrderParser parser = new OrderParser(text);
    List<OrderTerm> terms = new ArrayList<>();
    do {
      parser.in.skipBlanks();
      terms.add(parser.term());
      parser.in.skipBlanks();
    } while (parser.in.take(","));
    if (!parser.in.atEnd()) {
      throw parser.in.unexpected("\".\", \",\" or end of input");
    }
    return terms;
  }

  private OrderTerm term() {
    String relation = null;
    FieldPath field = Tokens.field(in);
    if (in.peek() == '(' && field.steps().isEmpty()) {
      in.next();
      relation = field.column();
      field = Tokens.field(in);
      in.expect(')', "\")\"");
    }
    Direction direction = null;
    Nulls nulls = null;
    while (nulls == null && in.peek() == '.') {
      in.next();
      if (direction == null && in.take("asc")) {
        direction = Direction.ASC;
      } else if (direction == null && in.take("desc")) {
        direction = Direction.DESC;
      } else if (in.take("nullsfirst")) {
        nulls = Nulls.FIRST;
      } else if (in.take("nullslast")) {
        nulls = Nulls.LAST;
      } else {
        throw in.unexpected(WORD);
      }
    }
    return new OrderTerm(relation, field, direction, nulls);
  }
}
