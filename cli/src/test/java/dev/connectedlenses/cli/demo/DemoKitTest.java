package dev.connectedlenses.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.cli.workflow.WorkflowFile;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The samples of the tour fit together. */
final class DemoKitTest {
  private static final JsonNode LENSES =
      YAMLMapper.shared().readTree(DemoKit.resource("lenses.yaml"));
  private static final JsonNode WORKFLOW =
      YAMLMapper.shared().readTree(DemoKit.resource("workflow.yaml"));

  @Test
  void everyLensOfTheWorkflowIsThereOnce() {
    Set<String> slugs = new HashSet<>();
    LENSES.forEach(lens -> assertThat(slugs.add(lens.path("slug").asString())).isTrue());
    Set<String> used = new HashSet<>();
    WORKFLOW.path("nodes").forEach(node -> used.add(node.path("lens").asString("")));
    used.remove("");
    assertThat(used).isEqualTo(slugs);
  }

  @Test
  void everyLensSaysWhatItIs() {
    assertThat(LENSES)
        .isNotEmpty()
        .allSatisfy(lens -> {
          assertThat(lens.path("title").asString("")).isNotBlank();
          assertThat(lens.path("description").asString("")).isNotBlank();
          assertThat(lens.path("body").asString("")).contains("[[");
          assertThat(lens.path("slug").asString()).matches("demo-[a-z-]+");
        });
  }

  @Test
  void everyEdgeLeadsToAParameterThatItsNodeHas() {
    Pattern label = Pattern.compile("\\[\\[([^\\]?:]+)");
    WORKFLOW
        .path("edges")
        .forEach(edge -> {
          String to = edge.path("to").asString();
          int dot = to.lastIndexOf('.');
          JsonNode node = WORKFLOW.path("nodes").path(to.substring(0, dot));
          String body = node.at("/config/text").asString("") + body(node.path("lens").asString(""));
          Set<String> labels = new HashSet<>();
          Matcher found = label.matcher(body);
          while (found.find()) {
            labels.add(found.group(1).strip());
          }
          assertThat(labels).as("parameters of " + to).contains(to.substring(dot + 1));
        });
  }

  private static String body(String slug) {
    return LENSES
        .valueStream()
        .filter(lens -> lens.path("slug").asString().equals(slug))
        .map(lens -> lens.path("body").asString())
        .findFirst()
        .orElse("");
  }

  @Test
  void theWorkflowIsAFileThatPeopleCouldWrite() {
    WorkflowFile file = WorkflowFile.parse(DemoKit.resource("workflow.yaml"));
    assertThat(file.title()).isEqualTo("Reading brief");
    assertThat(WORKFLOW.path("nodes").size()).isEqualTo(7);
  }
}
