package dev.connectedlenses.rest.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A piece of a statement: its text and the values of its placeholders. The compiler proves that no
 * client's text gets in: {@link #add} takes constants only, names come from the catalogs.
 */
final class Sql {

  /** Few, because each makes a statement of its own on every connection. */
  private static final Set<Long> USUAL =
      Set.of(1L, 2L, 5L, 10L, 20L, 25L, 30L, 50L, 100L, 200L, 250L, 500L, 1000L);

  private final StringBuilder text = new StringBuilder();
  private final List<Param> params = new ArrayList<>();

  /** A value to bind. */
  sealed interface Param {
    /** A text of the plan itself, such as a key. */
    record Text(String value) implements Param {}

    /** A number of rows. */
    record Count(long value) implements Param {}

    /** A client's value, written in a form. */
    record Given(Place place, Form form) implements Param {}

    /** Several values of a client as one list. */
    record Listed(List<Place> places) implements Param {}

    /** The bytes of the body. */
    record Body() implements Param {}
  }

  /** How a client's value is written. */
  enum Form {
    /** As it came. */
    TEXT,
    /** With the stars of a pattern as SQL writes them. */
    PATTERN,
    /** A list in PostgreSQL's array notation. */
    LIST,
    /** As the only member, p, of a JSON object. */
    MEMBER
  }

  @CanIgnoreReturnValue
  Sql add(@CompileTimeConstant String constant) {
    text.append(constant);
    return this;
  }

  @CanIgnoreReturnValue
  Sql name(Identifier name) {
    text.append(name.quoted());
    return this;
  }

  @CanIgnoreReturnValue
  Sql name(ObjectName name) {
    text.append(name.quoted());
    return this;
  }

  /** A catalog name as a string constant. */
  @CanIgnoreReturnValue
  Sql literal(Identifier name) {
    text.append(name.literal());
    return this;
  }

  @CanIgnoreReturnValue
  Sql catalog(CatalogSql sql) {
    text.append(sql.text());
    return this;
  }

  @CanIgnoreReturnValue
  Sql alias(Alias alias) {
    text.append(alias.letter()).append(alias.number());
    return this;
  }

  /** A column made by this program: the letter and a number. */
  @CanIgnoreReturnValue
  Sql made(char letter, int number) {
    text.append(letter).append(number);
    return this;
  }

  /** A column by its position in the select list. */
  @CanIgnoreReturnValue
  Sql position(int number) {
    text.append(number);
    return this;
  }

  /** A text of the plan; whoever needs another type casts it. */
  @CanIgnoreReturnValue
  Sql bind(String value) {
    text.append("?::text");
    params.add(new Param.Text(value));
    return this;
  }

  /** A client's value as text; whoever needs another type casts it. */
  @CanIgnoreReturnValue
  Sql bind(Place place, Form form) {
    text.append("?::text");
    params.add(new Param.Given(place, form));
    return this;
  }

  /** A client's value read as a type of the catalogs. */
  @CanIgnoreReturnValue
  Sql bind(Place place, Form form, CatalogSql type) {
    bind(place, form);
    return type.text().equals("text") ? this : add("::").catalog(type);
  }

  /** Several values as one list. */
  @CanIgnoreReturnValue
  Sql bind(List<Place> places) {
    text.append("?::text");
    params.add(new Param.Listed(places));
    return this;
  }

  @CanIgnoreReturnValue
  Sql bind(long value) {
    text.append('?');
    params.add(new Param.Count(value));
    return this;
  }

  /**
   * At most so many rows. PostgreSQL takes a tenth of all for a number it does not know, and plans
   * a statement anew for each request rather than with that; so the usual numbers are part of it.
   */
  @CanIgnoreReturnValue
  Sql limit(long rows) {
    text.append(" limit ");
    if (!USUAL.contains(rows)) {
      return bind(rows);
    }
    text.append(rows);
    return this;
  }

  /** The bytes of the body. */
  @CanIgnoreReturnValue
  Sql bindBody() {
    text.append('?');
    params.add(new Param.Body());
    return this;
  }

  @CanIgnoreReturnValue
  Sql append(Sql other) {
    text.append(other.text);
    params.addAll(other.params);
    return this;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** The text with a {@code ?} for every value. */
  String text() {
    return text.toString();
  }

  List<Param> params() {
    return List.copyOf(params);
  }

  /** The name of a row source inside a statement. */
  record Alias(char letter, int number) {}
}
