package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the number of rows that undo a change when they fail. They live inside the
 * statement, as a cast that cannot succeed, because the transaction is over when the answer is
 * here.
 *
 * @param single exactly one row must come back
 * @param exactlyOne exactly one row must be changed, because the URL names it
 * @param most at most so many rows may be affected
 */
record Guard(boolean single, boolean exactlyOne, @Nullable Integer most) {

  static final Guard NONE = new Guard(false, false, null);

  /** Unguessable, so that no value of a client passes for a guard's complaint. */
  private static final String MARK = "guard-" + UUID.randomUUID() + ":";

  private static final Pattern COMPLAINT =
      Pattern.compile(Pattern.quote(MARK) + "(single|key|most):(\\d+)");

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

  /** The guards that the rows of an answer violate, checked without the database. */
  List<ApiError> violations(long rows) {
    return single && rows != 1 ? List.of(notSingle(rows)) : List.of();
  }
}
