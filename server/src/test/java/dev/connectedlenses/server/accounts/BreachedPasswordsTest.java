package dev.connectedlenses.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords nobody may choose. */
final class BreachedPasswordsTest {

  @TempDir Path folder;

  private BreachedPasswords of(String... lines) throws Exception {
    return BreachedPasswords.andThoseIn(
        Files.write(folder.resolve("breached-passwords.txt"), List.of(lines)));
  }

  private static String sha1(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "Password1", "PASSWORD123", "12345678", "qwertyuiop", "p@ssw0rd"})
  void commonOnesInAnyCase(String password) {
    assertThat(BreachedPasswords.COMMON.contains(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse", "battery staple", "", "passwor", "password ", "größe123"})
  void othersAreNot(String password) {
    assertThat(BreachedPasswords.COMMON.contains(password)).isFalse();
  }

  @Test
  void thoseOfTheFileToo() throws Exception {
    BreachedPasswords all =
        of(
            "tr0ub4dor&3",
            "",
            sha1("correct horse").toUpperCase(Locale.ROOT),
            sha1("battery staple") + ":42",
            "größe123");
    for (String known :
        List.of("tr0ub4dor&3", "correct horse", "battery staple", "größe123", "password")) {
      assertThat(all.contains(known)).as(known).isTrue();
    }
    assertThat(all.contains("another one")).isFalse();
    assertThat(all.contains("")).as("a blank line is no password").isFalse();
  }

  @Test
  void withoutAFileTheCommonOnesAlone() {
    assertThat(BreachedPasswords.andThoseIn(folder.resolve("none")))
        .isSameAs(BreachedPasswords.COMMON);
  }

  @Test
  void aFileThatCannotBeReadStopsTheStart() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("breached-passwords.txt"));
    assertThatThrownBy(() -> BreachedPasswords.andThoseIn(directory))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("breached-passwords.txt cannot be read");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {'a', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> BreachedPasswords.andThoseIn(bytes))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void whatAGeneratorGivesIsNeverRefused() {
    Property.forAll(
        4,
        3_000,
        random -> {
          byte[] bytes = new byte[9];
          random.nextBytes(bytes);
          return Base64.getEncoder().encodeToString(bytes);
        },
        password -> assertThat(BreachedPasswords.COMMON.contains(password)).isFalse());
  }

  @Test
  void theListHoldsWhatIsLongEnoughToBeChosenAtAll() throws Exception {
    String list =
        new String(
            Objects.requireNonNull(
                    BreachedPasswords.class.getResourceAsStream("/accounts/common-passwords.txt"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(list.lines())
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates()
        .allMatch(word -> word.length() >= 8 && word.equals(word.toLowerCase(Locale.ROOT)));
  }
}
