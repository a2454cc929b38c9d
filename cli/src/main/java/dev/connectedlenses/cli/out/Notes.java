package dev.connectedlenses.cli.out;

import java.io.PrintStream;

/** What a command says beside its result: progress, remarks, errors. Goes to standard error. */
public final class Notes {
  private final PrintStream err;
  private final boolean quiet;
  private final boolean colour;
  private final boolean moving;

  /**
   * @param moving true on a terminal, where a line may be drawn again
   */
  public Notes(PrintStream err, boolean quiet, boolean colour, boolean moving) {
    this.err = err;
    this.quiet = quiet;
    this.colour = colour;
    this.moving = moving && !quiet;
  }

  public void say(String text) {
    if (!quiet) {
      clearLine();
      err.println(text);
    }
  }

  /** Says it even with --quiet; for errors. */
  void always(String text) {
    err.println(text);
  }

  /** Replaces the line that is being drawn, on a terminal only. */
  public void draw(String text) {
    if (moving) {
      err.print("\r\u001b[K" + text);
      err.flush();
    }
  }

  public void clearLine() {
    if (moving) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
