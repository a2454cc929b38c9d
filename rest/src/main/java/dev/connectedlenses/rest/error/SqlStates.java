package dev.connectedlenses.rest.error;

import org.jspecify.annotations.Nullable;

/** HTTP status by SQLSTATE: PostgREST's table, and where asked for, kinder ones for some states. */
public final class SqlStates {

  private final boolean extended;

  /** PostgREST's table, extended or not. */
  public SqlStates(boolean extended) {
    this.extended = extended;
  }

  /** What the database raised. */
  public record Raised(
      String state, String message, @Nullable String detail, @Nullable String hint) {}

  /** The answer to an error of the database. */
  public ApiError error(Raised raised, boolean anonymous) {
    if (raised.state().equals("PGRST")) {
      return RaisedResponse.parse(raised);
    }
    int status = status(raised, anonymous);
    ApiError error =
        ApiError.of(status, raised.state(), raised.message())
            .hint(raised.hint())
            .details(raised.detail());
    if (status == 503) {
      return error.header("Retry-After", "0");
    }
    return status == 401 ? error.header("WWW-Authenticate", "Bearer") : error;
  }

  private int status(Raised raised, boolean anonymous) {
    if (extended) {
      int kinder = reused(raised) ? 422 : extended(raised.state());
      if (kinder != 0) {
        return kinder;
      }
    }
    String state = raised.state();
    return switch (state) {
      case "23503", "23505" -> 409;
      case "25006" -> 405;
      case "21000" -> raised.message().endsWith("requires a WHERE clause") ? 400 : 500;
      case "22023" -> unknownRole(raised.message()) ? 401 : 400;
      case "53400" -> 500;
      case "57P01" -> 503;
      case "P0001" -> 400;
      case "42883" -> raised.message().startsWith("function xmlagg(") ? 406 : 404;
      case "42P01" -> 404;
      case "42P17" -> 500;
      case "42501" -> anonymous ? 401 : 403;
      default -> byClass(state);
    };
  }

  private static int byClass(String state) {
    if (state.startsWith("PT")) {
      String digits = state.substring(2);
      return digits.matches("[1-5]\\d\\d") ? Integer.parseInt(digits) : 500;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08", "53" -> 503;
      case "0L", "0P", "28" -> 403;
      case "09",
          "25",
          "2D",
          "38",
          "39",
          "3B",
          "40",
          "54",
          "55",
          "57",
          "58",
          "F0",
          "HV",
          "P0",
          "XX" ->
          500;
      default -> 400;
    };
  }

  /** A key that was used for another request, as drafts of the Idempotency-Key header say it. */
  private static boolean reused(Raised raised) {
    return raised.hint() != null && raised.hint().startsWith("idempotency_mismatch:");
  }

  private static int extended(String state) {
    return switch (state) {
      case "P0002" -> 404;
      case "28000" -> 401;
      case "55000", "40001", "40P01" -> 409;
      case "54000" -> 429;
      case "54001", "54011", "54023" -> 400;
      case "53400", "55P03", "57014" -> 503;
      default -> 0;
    };
  }

  private static boolean unknownRole(String message) {
    return message.startsWith("role ") && message.endsWith("does not exist");
  }
}
