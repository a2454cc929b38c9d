package dev.connectedlenses.cli.out;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure as the command line tells it: one line, a hint, and the process's exit code. */
public final class CliError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Exit exit;
  private final String code;
  private final @Nullable String hint;
  private final @Nullable String requestId;

  public CliError(Exit exit, String code, String message, @Nullable String hint) {
    this(exit, code, message, hint, null);
  }

  public CliError(
      Exit exit, String code, String message, @Nullable String hint, @Nullable String requestId) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.hint = hint;
    this.requestId = requestId;
  }

  public static CliError usage(String message, String hint) {
    return new CliError(Exit.USAGE, "usage", message, hint);
  }

  public Exit exit() {
    return exit;
  }

  public String code() {
    return code;
  }

  public @Nullable String hint() {
    return hint;
  }

  public @Nullable String requestId() {
    return requestId;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), code);
  }
}
