package dev.connectedlenses.server.mail;

/** Hands letters to somebody who delivers them. */
@FunctionalInterface
public interface Mailer {

  /** Returns when the letter was accepted. */
  void send(Letter letter) throws UndeliverableException;

  /** A letter that was not accepted. */
  final class UndeliverableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;

    public UndeliverableException(String message, boolean worthAnotherTry, Throwable cause) {
      super(message, cause);
      this.worthAnotherTry = worthAnotherTry;
    }

    /** False when the mail server will never take it. */
    boolean worthAnotherTry() {
      return worthAnotherTry;
    }
  }
}
