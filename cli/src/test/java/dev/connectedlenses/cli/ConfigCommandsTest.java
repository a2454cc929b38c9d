package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings of the command line: where they are, what holds, what is refused. */
final class ConfigCommandsTest {
  @TempDir Path dir;
  private final FakeServer server = new FakeServer();

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Terminal terminal() {
    return new Terminal(server, dir).without("CLENS_URL");
  }

  private String file() throws IOException {
    return Files.readString(dir.resolve("config.toml"));
  }

  private JsonNode listed(Terminal terminal, String name) {
    JsonNode rows =
        JsonMapper.shared().readTree(terminal.run("config", "list", "-o", "json").out());
    assertThat(rows).hasSize(2);
    return rows.valueStream()
        .filter(r -> r.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsSetHoldsAndTheRestOfTheFileStays() throws IOException {
    Files.writeString(
        dir.resolve("config.toml"), "# mine\nurl = \"http://old:1\" # the old one\n\n");
    assertThat(terminal().run("config", "set", "url", "http://new:2").exit()).isZero();
    assertThat(terminal().run("config", "set", "output", "yaml").exit()).isZero();
    assertThat(file()).isEqualTo("output = \"yaml\"\n# mine\nurl = \"http://new:2\"\n\n");
    assertThat(terminal().run("config", "get", "url", "-o", "table").out())
        .isEqualTo("http://new:2\n");
    JsonNode url = listed(terminal(), "url");
    assertThat(url.path("value").asString()).isEqualTo("http://new:2");
    assertThat(url.path("from").asString()).isEqualTo(dir.resolve("config.toml").toString());
    assertThat(terminal().run("config", "unset", "url").exit()).isZero();
    assertThat(file()).isEqualTo("output = \"yaml\"\n# mine\n\n");
    assertThat(listed(terminal(), "url").path("value").isNull()).isTrue();
  }

  @Test
  void theEnvironmentGoesBeforeTheFileAndThatIsSaid() {
    Terminal terminal = terminal().with("CLENS_URL", "http://from-env:3");
    Terminal.Result set = terminal.run("config", "set", "url", "http://file:4");
    assertThat(set.exit()).isZero();
    assertThat(set.err()).contains("here it stays http://from-env:3, by CLENS_URL");
    assertThat(listed(terminal, "url").path("from").asString()).isEqualTo("CLENS_URL");
    assertThat(terminal.run("config", "get", "url").out()).isEqualTo("http://from-env:3\n");
  }

  @Test
  void theFolderNeedNotBeThere() throws IOException {
    Terminal terminal = terminal().with("CLENS_CONFIG_DIR", dir.resolve("deep/er").toString());
    assertThat(terminal.run("config", "set", "output", "json").exit()).isZero();
    assertThat(Files.readString(dir.resolve("deep/er/config.toml")))
        .isEqualTo("output = \"json\"\n");
    assertThat(terminal.run("config", "path", "-o", "table").out().strip())
        .isEqualTo(dir.resolve("deep/er/config.toml").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | there is no setting \"colour\"       | config set colour red",
        "2 | there is no setting \"colour\"       | config get colour",
        "2 | \"nonsense\" is no URL of a server   | config set url nonsense",
        "2 | no output format \"xml\"             | config set output xml",
        "5 | url is not set                       | config get url",
        "5 | DIR/config.toml does not set \"url\" | config unset url",
        "2 | Missing required parameter           | config set url"
      })
  void whatMakesNoSenseIsRefused(int exit, String message, String words) {
    Terminal.Result result = terminal().run(words.split(" "));
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("error: " + message.replace("DIR", dir.toString()));
    assertThat(dir.resolve("config.toml")).doesNotExist();
  }

  @Test
  void aFileThatIsNoTomlIsLeftAlone() throws IOException {
    Files.writeString(dir.resolve("config.toml"), "url = [\n");
    Terminal.Result result = terminal().run("config", "set", "url", "http://new:2");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("is not valid TOML").contains("hint: mend the file");
    assertThat(file()).isEqualTo("url = [\n");
  }

  /** A value may be anything that a URL may be, quotes and backslashes of TOML included. */
  @Test
  void valuesAreQuoted() throws IOException {
    String odd = "http://host/%22quoted%22?a='b'";
    assertThat(terminal().run("config", "set", "url", odd).exit()).isZero();
    assertThat(terminal().run("config", "get", "url").out()).isEqualTo(odd + "\n");
    assertThat(file()).startsWith("url = \"");
  }

  @Test
  void whatCannotBeChangedLineByLineIsLeftAlone() throws IOException {
    for (String odd :
        new String[] {
          "\"url\" = \"http://old:1\"\n", "output = \"\"\"\njson\"\"\"\nurl = \"http://old:1\"\n"
        }) {
      Files.writeString(dir.resolve("config.toml"), odd);
      String key = odd.startsWith("output") ? "output" : "url";
      String value = key.equals("url") ? "http://new:2" : "yaml";
      Terminal.Result result = terminal().run("config", "set", key, value);
      assertThat(result.exit()).as(odd).isEqualTo(2);
      assertThat(result.err()).contains("change it by hand");
      assertThat(file()).isEqualTo(odd);
    }
  }

  @Test
  void rightsAndLinksOfAFileStay() throws IOException {
    Path real = Files.writeString(dir.resolve("dotfile"), "url = \"http://old:1\"\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(dir.resolve("config.toml"), real);
    assertThat(terminal().run("config", "set", "url", "http://new:2").exit()).isZero();
    assertThat(dir.resolve("config.toml")).isSymbolicLink();
    assertThat(Files.readString(real)).isEqualTo("url = \"http://new:2\"\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    try (var files = Files.list(dir)) {
      assertThat(files).as("nothing is left behind").hasSize(2);
    }
  }
}
