package dev.connectedlenses.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from: two files, the environment, and what {@code clens up} left. */
final class SettingsFilesTest {
  @TempDir Path dir;
  private Path user;
  private Path project;

  @BeforeEach
  void folders() throws IOException {
    user = Files.createDirectory(dir.resolve("user"));
    project = Files.createDirectory(dir.resolve("project"));
  }

  @Test
  void theProjectsFileIsAboveTheUsers() throws IOException {
    assertThat(ConfigFile.merged(user, project)).isEmpty();
    Files.writeString(user.resolve("config.toml"), "url = \"http://u\"\noutput = \"json\"\n");
    assertThat(ConfigFile.merged(user, project))
        .isEqualTo(Map.of("url", "http://u", "output", "json"));
    Files.writeString(project.resolve(".clens.toml"), "url = \"http://p\" # ours\n");
    assertThat(ConfigFile.merged(user, project))
        .isEqualTo(Map.of("url", "http://p", "output", "json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"url", "url = ", "url = http://x", "= 1", "[a", "url = \"x\ny\""})
  void aFileThatIsNoTomlIsNamed(String text) throws IOException {
    Path file = Files.writeString(user.resolve("config.toml"), text);
    assertThatThrownBy(() -> ConfigFile.merged(user, project))
        .isInstanceOf(CliError.class)
        .hasMessageStartingWith(file + " is not valid TOML")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Url", "token", "\"\"", "a.b", "output_"})
  void unknownKeysAreRefused(String key) throws IOException {
    Files.writeString(project.resolve(".clens.toml"), key + " = \"x\"\n");
    assertThatThrownBy(() -> ConfigFile.merged(user, project))
        .isInstanceOf(CliError.class)
        .hasMessageContaining(".clens.toml has an unknown key");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void formatsGoByTheirNames(Format format) {
    assertThat(ConfigFile.format(format.name())).isEqualTo(format);
    assertThatThrownBy(() -> ConfigFile.format(" " + format.name()))
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.hint()).contains("jsonl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:8080", "https://lenses.example/", "http://[::1]:9", "HTTP://x"})
  void addressesOfServers(String url) {
    assertThat(ConfigFile.url(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "lenses.example",
        "ftp://x",
        "http://",
        "http:///x",
        "http://a b",
        "",
        "://x",
        "file:/etc/passwd",
        "//x"
      })
  void whatIsNoAddressOfAServerIsRefused(String url) {
    assertThatThrownBy(() -> ConfigFile.url(url))
        .isInstanceOfSatisfying(
            CliError.class, e -> assertThat(e.hint()).contains("http://127.0.0.1:8080"))
        .hasMessage("\"" + url + "\" is no URL of a server");
  }

  @Test
  void theFolderIsOnesOwnThenXdgsThenHomes() {
    assertThat(Settings.configDir(Map.of("CLENS_CONFIG_DIR", "/a", "XDG_CONFIG_HOME", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(Settings.configDir(Map.of("CLENS_CONFIG_DIR", " ", "XDG_CONFIG_HOME", "/b")))
        .isEqualTo(Path.of("/b/clens"));
    assertThat(Settings.configDir(Map.of("XDG_CONFIG_HOME", "")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".config", "clens"));
  }

  @Test
  void theLocalServerIsReadAsFarAsItsFileGoes() throws IOException {
    Path file = dir.resolve("local.json");
    assertThat(LocalServer.read(file)).isEmpty();
    Files.writeString(
        file,
        "{\"url\":\"http://127.0.0.1:1\",\"pid\":7,\"data_dir\":\"/d\",\"started_at\":\"s\",\"token\":\"t\"}");
    assertThat(LocalServer.read(file))
        .contains(new LocalServer("http://127.0.0.1:1", 7, "/d", "s", "t"));
    Files.writeString(file, "{\"url\":\"http://127.0.0.1:1\",\"token\":null}");
    assertThat(LocalServer.read(file))
        .contains(new LocalServer("http://127.0.0.1:1", 0, "", "", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"url\":", "[]", "{}", "\"x\"", "{\"url\":\"\"}"})
  void aFileWithoutAnAddressIsNoServer(String text) throws IOException {
    assertThat(LocalServer.read(Files.writeString(dir.resolve("local.json"), text))).isEmpty();
  }

  @Test
  void aProcessIsThereWhileItLives() {
    long own = ProcessHandle.current().pid();
    assertThat(new LocalServer("u", own, "", "", null).process()).isPresent();
    assertThat(new LocalServer("u", 0, "", "", null).process()).isEmpty();
    assertThat(new LocalServer("u", -1, "", "", null).process()).isEmpty();
    assertThat(new LocalServer("u", Long.MAX_VALUE, "", "", null).process()).isEmpty();
  }
}
