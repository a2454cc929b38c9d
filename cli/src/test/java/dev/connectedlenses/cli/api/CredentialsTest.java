package dev.connectedlenses.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.CliError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions at rest: one for each server, readable by their owner alone, never half written. */
final class CredentialsTest {
  private static final Credentials.Session ADA =
      new Credentials.Session("access-1", "refresh-1", 1_900_000_000, "ada@example.com");
  private static final Credentials.Session BOB =
      new Credentials.Session("access-2", "refresh-2", 1_900_000_001, "bob@example.com");

  @TempDir Path dir;
  private Path file;
  private Credentials credentials;

  @BeforeEach
  void open() {
    file = dir.resolve("new/folder/credentials.json");
    credentials = new Credentials(file);
  }

  @Test
  void whatIsPutIsFoundAgainByAnyProcess() {
    assertThat(credentials.find("http://a")).isEmpty();
    credentials.put("http://a", ADA);
    assertThat(new Credentials(file).find("http://a")).contains(ADA);
    assertThat(credentials.find("http://b")).isEmpty();
  }

  @Test
  void serversDoNotDisturbEachOther() {
    credentials.put("http://a", ADA);
    credentials.put("http://b", BOB);
    credentials.put("http://a", BOB);
    assertThat(credentials.find("http://a")).contains(BOB);
    credentials.remove("http://a");
    assertThat(credentials.find("http://a")).isEmpty();
    assertThat(credentials.find("http://b")).contains(BOB);
    credentials.remove("http://never");
    assertThat(credentials.find("http://b")).contains(BOB);
  }

  @Test
  void onlyTheOwnerReadsAndNothingElseStaysBehind() throws IOException {
    credentials.put("http://a", ADA);
    credentials.put("http://b", BOB);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.toList()).isEqualTo(List.of(file));
    }
  }

  @Test
  void nothingIsWrittenWhereNothingIsRemoved() {
    credentials.remove("http://a");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "not json", "{\"http://a\":{\"access_token\":\"x\"", "\u0000"})
  void aBrokenFileIsNamedWithTheWayOut(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThatThrownBy(() -> credentials.find("http://a"))
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.hint()).contains("clens login"))
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{}", "{\"http://a\":null}", "{\"http://a\":\"x\"}"})
  void aFileThatKnowsNoSessionIsLikeNone(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(credentials.find("http://a")).isEmpty();
    credentials.put("http://a", ADA);
    assertThat(credentials.find("http://a")).contains(ADA);
  }

  @Test
  void whatTheServerLeavesOutIsEmpty() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"http://a\":{\"access_token\":\"x\"}}");
    assertThat(credentials.find("http://a")).contains(new Credentials.Session("x", "", 0, ""));
  }
}
