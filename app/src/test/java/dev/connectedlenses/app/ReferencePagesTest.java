package dev.connectedlenses.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.server.Config;
import dev.connectedlenses.server.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of docs/reference say what the code does: settings, commands, exit codes. */
final class ReferencePagesTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path PAGES = ROOT.resolve("docs/reference");
  private static final Pattern SETTING =
      Pattern.compile("\\b(?:CLENS_[A-Z_]*[A-Z]|OLLAMA_HOST)\\b");

  /** Read only by the command line, whose page is cli.md. */
  private static final List<String> OF_THE_COMMAND_LINE =
      List.of("CLENS_URL", "CLENS_TOKEN", "CLENS_OUTPUT");

  @Test
  void everySettingIsDescribedAndEveryDescribedSettingExists() throws IOException {
    TreeSet<String> ofAccounts = new TreeSet<>();
    TreeSet<String> others = new TreeSet<>(settings(Files.readString(ROOT.resolve("clens"))));
    others.add("CLENS_CONFIG_DIR");
    for (String room : List.of("server/src/main", "app/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(room))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          boolean account = file.toString().contains("AccountConfig");
          (account ? ofAccounts : others).addAll(settings(Files.readString(file)));
        }
      }
    }
    others.removeAll(ofAccounts);
    assertThat(new TreeSet<>(settings(page("config.md")))).isEqualTo(others);
    assertThat(ofAccounts).containsAll(settings(page("accounts.md")));
  }

  @Test
  void aSettingAtItsDocumentedDefaultChangesNothing() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Pattern row = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [^|]* \\| `([^`$~]+)` \\|");
    row.matcher(page("config.md")).results().forEach(r -> defaults.put(r.group(1), r.group(2)));
    assertThat(defaults).containsKeys("CLENS_HOST", "CLENS_PORT", "OLLAMA_HOST");
    assertThat(config(defaults)).isEqualTo(config(Map.of()));
  }

  @Test
  void theCommandsAreAsTheyDescribeThemselves() throws IOException {
    String generated = CliPage.text();
    if (Boolean.getBoolean("record")) {
      Files.writeString(PAGES.resolve("cli.md"), generated);
    }
    assertThat(page("cli.md"))
        .as("docs/reference/cli.md; write it again with -Drecord=true")
        .isEqualTo(generated);
    assertThat(generated).contains(OF_THE_COMMAND_LINE);
  }

  private static Config config(Map<String, String> env) {
    return new ConfigReader(env, Path.of("/home/ada"), false).read(ConfigReader.Flags.NONE);
  }

  /** Names that are spelled whole; the key of a provider is made from its name. */
  private static List<String> settings(String text) {
    return SETTING
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(name -> !name.equals("CLENS_PROVIDER"))
        .filter(name -> !OF_THE_COMMAND_LINE.contains(name))
        .distinct()
        .collect(Collectors.toList());
  }

  private static String page(String name) throws IOException {
    return Files.readString(PAGES.resolve(name));
  }
}
