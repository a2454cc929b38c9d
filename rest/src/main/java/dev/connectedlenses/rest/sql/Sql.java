package dev.connectedlenses.rest.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.connectedlenses.rest.schemacache.CatalogSql;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a statement: its text and the values of its placeholders. The compiler proves that no
 * client's text gets in: {@link #add} takes constants only, names come from the catalogs.
 */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<Param> params = new ArrayList<>();

  /** A value to bind. */
  sealed interface Param {
    /** A text. */
    record Text(@Nullable String value) implements Param {}

    /** A value whose type the statement decides. */
    record Untyped(String value) implements Param {}

    /** A number of rows. */
    record Count(long value) implements Param {}

    /** Bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Bytes(byte[] value) implements Param {}
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

  /** A text value; whoever needs another type casts it. */
  @CanIgnoreReturnValue
  Sql bind(@Nullable String value) {
    text.append("?::text");
    params.add(new Param.Text(value));
    return this;
  }

  /** A text value read as a type of the catalogs; without one the statement decides. */
  @CanIgnoreReturnValue
  Sql bind(String value, @Nullable CatalogSql type) {
    if (type == null) {
      text.append('?');
      params.add(new Param.Untyped(value));
      return this;
    }
    bind(value);
    return type.text().equals("text") ? this : add("::").catalog(type);
  }

  @CanIgnoreReturnValue
  Sql bind(long value) {
    text.append('?');
    params.add(new Param.Count(value));
    return this;
  }

  @CanIgnoreReturnValue
  Sql bind(byte[] value) {
    text.append('?');
    params.add(new Param.Bytes(value));
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
