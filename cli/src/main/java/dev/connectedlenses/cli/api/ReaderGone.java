package dev.connectedlenses.cli.api;

/** Nobody reads standard output any more, as after {@code | head}; the command ends quietly. */
public final class ReaderGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReaderGone() {
    super("standard output is closed");
  }
}
