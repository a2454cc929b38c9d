package dev.connectedlenses.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completions, asked for as a shell asks. */
final class CompletionTest {
  @TempDir Path dir;

  private String printed(String shell) {
    try (FakeServer server = new FakeServer()) {
      Terminal.Result result = new Terminal(server, dir).run("completion", shell);
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(server.everything()).isEmpty();
      return result.out();
    }
  }

  /** What bash offers for the last of these words. */
  private List<String> offered(String words) throws IOException, InterruptedException {
    Path script = Files.writeString(dir.resolve("completions"), printed("bash"));
    String ask =
        """
        compopt() { :; }
        source '%s'
        COMP_WORDS=(%s)
        [[ '%s' == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_clens
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, words, words);
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().map(String::strip).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "clens app,approval",
    "'clens lens re',render",
    "'clens workflow ',validate",
    "'clens run list --ou',--output",
    "'clens completion ',fish"
  })
  void bashCompletesCommandsOptionsAndValues(String words, String expected) throws Exception {
    assertThat(offered(words)).contains(expected);
  }

  @Test
  void bashOffersNothingThatIsNotThere() throws Exception {
    assertThat(offered("clens lens zz")).containsOnly("");
    assertThat(offered("clens appr")).containsExactly("approval");
  }

  @Test
  void fishKnowsEveryCommandAndItsOptions() {
    String fish = printed("fish");
    assertThat(fish)
        .contains("complete -c clens -n '__clens_at' -f -a lens -d 'Versioned prompts")
        .contains("complete -c clens -n '__clens_at lens' -f -a render ")
        .contains("-n '__clens_in logout' -l everywhere -d ")
        .contains("-n '__clens_at completion' -f -a 'bash zsh fish'")
        .contains("-s o -l output -x -a 'table wide json jsonl yaml name md' ");
    for (String line : fish.lines().filter(l -> l.startsWith("complete")).toList()) {
      long quotes =
          line.replace("\\\\", "").replace("\\'", "").chars().filter(c -> c == '\'').count();
      assertThat(quotes % 2).as(line).isZero();
    }
  }

  @Test
  void anotherShellIsRefused() {
    try (FakeServer server = new FakeServer()) {
      Terminal.Result result = new Terminal(server, dir).run("completion", "cmd");
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.err()).contains("cmd").contains("bash, zsh, fish");
    }
  }
}
