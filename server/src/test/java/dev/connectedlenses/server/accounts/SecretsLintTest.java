package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets are compared in constant time and never printed: read from the sources. */
class SecretsLintTest {

  private static final Path ROOM = Path.of("src/main/java/dev/connectedlenses/server");

  /** A thing that is named like a secret and compared letter by letter. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "(?i)\\b\\w*(secret|hash|password|bearer|serviceKey|refreshToken|verifier|challenge|state)\\w*"
              + "(\\(\\))?\\.(equals|contentEquals|compareTo|equalsIgnoreCase)\\(");

  /** A thing that is named like a secret and handed to a log. */
  private static final Pattern LOGGED =
      Pattern.compile("(?i)LOG\\.\\w+\\([^;]*\\b(token|secret|password|code|verifier)\\(?\\)?[,)]");

  private static List<String> found(Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(ROOM)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .flatMap(f -> {
            try {
              String text = Files.readString(f);
              return pattern.matcher(text).results().map(m -> f.getFileName() + ": " + m.group());
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          })
          .toList();
    }
  }

  @Test
  void secretsAreComparedInConstantTime() throws Exception {
    assertThat(found(COMPARED)).isEmpty();
  }

  @Test
  void secretsAreNotLogged() throws Exception {
    assertThat(found(LOGGED)).isEmpty();
  }

  @Test
  void theRulesFindWhatTheyAreFor() {
    assertThat(COMPARED.matcher("if (tokenHash.equals(other))").find()).isTrue();
    assertThat(COMPARED.matcher("if (password().equals(x))").find()).isTrue();
    assertThat(LOGGED.matcher("LOG.info(\"x {}\", token)").find()).isTrue();
  }
}
