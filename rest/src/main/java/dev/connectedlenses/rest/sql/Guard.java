package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on rows and size of an answer that undo a change when they fail. They live inside the
 * statement, as a cast that cannot succeed, because the transaction is over when the answer is
 * here.
 *
 * @param single exactly one row must come back
 * @param exactlyOne exactly one row must be changed, because the URL names it
 * @param most at most so many rows may be affected
 * @param bytes at most so many bytes are sent
 */
record Guard(boolean single, boolean exactlyOne, @Nullable Integer most, long bytes) {

  static final Guard NONE = new Guard(false, false, null, Long.MAX_VALUE);

  /** Unguessable, so that no value of a client passes for a guard's complaint. */
  private static final String MARK = "guard-" + UUID.randomUUID() + ":";

  /** What PostgreSQL's size of a value counts beside its bytes. */
  private static final int HEADER = 4;

  private static final Pattern COMPLAINT =
      Pattern.compile(Pattern.quote(MARK) + "(single|key|most|bytes):(\\d+)");

  /** Further columns of an answer, each behind a comma. */
  Sql columns() {
    Sql sql = new Sql();
    if (single) {
      sql.append(complaint("single:", new Sql().add("<> 1")));
    }
    if (exactlyOne) {
      sql.append(complaint("key:", new Sql().add("<> 1")));
    }
    if (most != null) {
      sql.append(complaint("most:", new Sql().add("> ").bind(most.longValue())));
    }
    return sql;
  }

  /** No condition but this size. */
  static Guard ofSize(long bytes) {
    return new Guard(false, false, null, bytes);
  }

  /** The statement of an answer, which fails in the database when its body is too large. */
  Sql sized(Sql answer, Sql.Alias alias) {
    if (bytes == Long.MAX_VALUE) {
      return answer;
    }
    return new Sql()
        .add("select ")
        .alias(alias)
        .add(".*, case when pg_catalog.pg_column_size(")
        .alias(alias)
        .add(".body) > ")
        .bind(bytes + HEADER)
        .add(" then (")
        .bind(MARK + "bytes:")
        .add(" || (pg_catalog.pg_column_size(")
        .alias(alias)
        .add(".body) - 4))::integer end from (")
        .append(answer)
        .add(") as ")
        .alias(alias);
  }

  private static Sql complaint(String kind, Sql condition) {
    return new Sql()
        .add(", case when pg_catalog.count(*) ")
        .append(condition)
        .add(" then (")
        .bind(MARK + kind)
        .add(" || pg_catalog.count(*))::integer end");
  }

  /** The refusal a database message stands for, null if it is no guard's complaint. */
  static @Nullable ApiError complaint(String message) {
    Matcher m = COMPLAINT.matcher(message);
    if (!m.find()) {
      return null;
    }
    long rows = Long.parseLong(m.group(2));
    return switch (m.group(1)) {
      case "single" -> notSingle(rows);
      case "most" -> tooMany(rows);
      case "bytes" -> tooLarge(rows);
      default ->
          ApiError.of(Code.PGRST115, "Payload values do not match URL in primary key column(s)");
    };
  }

  static ApiError notSingle(long rows) {
    return ApiError.of(Code.PGRST116, "Cannot coerce the result to a single JSON object")
        .details("The result contains " + rows + " rows");
  }

  static ApiError tooMany(long rows) {
    return ApiError.of(Code.PGRST124, "Query result exceeds max-affected preference constraint")
        .details("The query affects " + rows + " rows");
  }

  static ApiError tooLarge(long bytes) {
    return ApiError.of(400, "54000", "The answer is larger than the server sends")
        .details("It would have %d bytes".formatted(bytes))
        .hint("Ask for fewer rows or columns, or in several requests")
        .overLimit();
  }

  /** The guards that the rows of an answer violate, checked without the database. */
  List<ApiError> violations(long rows) {
    return single && rows != 1 ? List.of(notSingle(rows)) : List.of();
  }
}
