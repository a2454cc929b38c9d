package dev.connectedlenses.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import dev.connectedlenses.testkit.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people write after {@code -i}, and files that are read whole. */
final class InputsTest {
  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir Path dir;

  private static JsonNode values(String... pairs) {
    return Inputs.values(NOTHING, List.of(pairs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text=hello          | {\"text\":\"hello\"}",
        "text=               | {\"text\":\"\"}",
        "text=a=b=c          | {\"text\":\"a=b=c\"}",
        "text=1              | {\"text\":\"1\"}",
        "a b=c d             | {\"a b\":\"c d\"}",
        "n:=1                | {\"n\":1}",
        "n:=1.50             | {\"n\":1.50}",
        "n:=true             | {\"n\":true}",
        "n:=null             | {\"n\":null}",
        "n:=\"x\"            | {\"n\":\"x\"}",
        "n:=[1,{\"a\":2}]    | {\"n\":[1,{\"a\":2}]}",
        "n:=[\"a=b\"]        | {\"n\":[\"a=b\"]}",
        "größe=ä             | {\"größe\":\"ä\"}"
      })
  void aPairIsTextOrTypedJson(String pair, String json) {
    assertThat(values(pair)).isEqualTo(JsonMapper.shared().readTree(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "=value", ":=1", "@file"})
  void whatHasNoNameIsNoInput(String pair) {
    assertThatThrownBy(() -> values(pair))
        .isInstanceOfSatisfying(
            CliError.class,
            e -> {
              assertThat(e.exit()).isEqualTo(Exit.USAGE);
              assertThat(e).hasMessage("\"" + pair + "\" is no input");
              assertThat(e.hint()).contains("name=value");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"n:=", "n:={", "n:=yes", "n:='x'", "n:=[1,]", "n:=01", "n:=NaN"})
  void brokenJsonIsToldWithItsPair(String pair) {
    assertThatThrownBy(() -> values(pair))
        .isInstanceOfSatisfying(
            CliError.class,
            e -> {
              assertThat(e.exit()).isEqualTo(Exit.USAGE);
              assertThat(e.getMessage()).startsWith("\"" + pair + "\" holds no valid JSON");
              assertThat(e.getMessage().lines()).as("one line").hasSize(1);
            });
  }

  @Test
  void theLastOfANameCountsAndOrderStays() {
    assertThat(values("b=1", "a=2", "b=3").toString()).isEqualTo("{\"b\":\"3\",\"a\":\"2\"}");
    assertThat(values().isEmpty()).isTrue();
  }

  @Test
  void filesGoInWholeAndSoDoesStandardInput() throws IOException {
    Path file = Files.writeString(dir.resolve("note.txt"), "two\nlines\n");
    assertThat(values("text=@" + file).path("text").asString()).isEqualTo("two\nlines\n");
    InputStream in = new ByteArrayInputStream("größer\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Inputs.values(in, List.of("text=@-")).path("text").asString()).isEqualTo("größer\n");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsNamed() throws IOException {
    Path binary = Files.write(dir.resolve("picture"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> Inputs.text(NOTHING, binary.toString()))
        .isInstanceOfSatisfying(CliError.class, e -> assertThat(e.hint()).contains("iconv"))
        .hasMessageContaining("is not text in UTF-8");
    assertThatThrownBy(() -> Inputs.text(NOTHING, dir.resolve("none").toString()))
        .hasMessageStartingWith("no file ");
    assertThatThrownBy(() -> Inputs.text(NOTHING, dir.toString()))
        .isInstanceOf(CliError.class)
        .hasMessageStartingWith("cannot read " + dir);
  }

  @Test
  void everyTextComesThroughAsItIs() {
    Property.forAll(
        0x1A5E1EL,
        500,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(20);
          for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(0x20, 0xD7FF));
          }
          return text.toString();
        },
        text -> {
          if (!text.startsWith("@")) {
            assertThat(values("name=" + text).path("name").asString()).isEqualTo(text);
          }
          String json = JsonMapper.shared().writeValueAsString(text);
          assertThat(values("name:=" + json).path("name").asString()).isEqualTo(text);
        });
  }
}
