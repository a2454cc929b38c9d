package dev.connectedlenses.testkit;

import java.time.Duration;
import java.util.Map;

/** What the fake model server does with one chat request. */
public sealed interface Behaviour {
  /** Streams the text word by word, {@code pause} before each word. */
  record Answer(String text, Duration pause) implements Behaviour {}

  /** Answers with a status and a body, without streaming. */
  record Status(int status, Map<String, String> headers, String body) implements Behaviour {}

  /** Streams so many words and then falls silent; with none, not even the head is sent. */
  record Hang(int afterWords) implements Behaviour {}

  /** Streams so many words and then cuts the connection inside a chunk. */
  record CutOff(int afterWords) implements Behaviour {}

  /** Streams so many words and then ends the response properly, but not the answer. */
  record Unfinished(int afterWords) implements Behaviour {}

  /** Streams so many words and then reports an error inside the stream. */
  record ErrorInside(int afterWords, String message) implements Behaviour {}

  /** Streams one good event and then one that is no JSON. */
  record Malformed() implements Behaviour {}

  /** Sends the whole answer one byte at a time. */
  record Trickle(Duration pause) implements Behaviour {}

  /** Streams words without end. */
  record Endless() implements Behaviour {}

  /** Streams one event without end. */
  record EndlessEvent() implements Behaviour {}

  /** Answers 200 with something that is no stream. */
  record WrongType(String type, String body) implements Behaviour {}

  record Redirect(String location) implements Behaviour {}

  /** Says it is compressed and sends what would unpack to a hundred times its size. */
  record GzipBomb() implements Behaviour {}

  /** Repeats the credential it was sent, letter by letter, in the answer. */
  record LeakKey() implements Behaviour {}

  static Behaviour answer(String text) {
    return new Answer(text, Duration.ZERO);
  }

  static Behaviour status(int status) {
    return new Status(
        status, Map.of(), "{\"error\":{\"message\":\"told to answer " + status + "\"}}");
  }

  static Behaviour rateLimit(Duration retryAfter) {
    Map<String, String> headers = Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
    return new Status(429, headers, "{\"error\":{\"message\":\"too many requests\"}}");
  }
}
