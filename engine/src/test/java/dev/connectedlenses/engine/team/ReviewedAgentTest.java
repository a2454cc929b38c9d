package dev.connectedlenses.engine.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent whose finished work a reviewer sends back goes on where it stood, with the notes. */
final class ReviewedAgentTest {
  private static final String A = "f1000000-0000-7000-8000-00000000000a";
  private static final String FREE = "{'approval':{'requiresApproval':false}}";

  private final Office office = new Office();
  private final Speaker model = new Speaker(prompt -> "words");
  private final UUID lead = office.agent("lead");
  private final UUID critic = office.agent("critic");
  private UUID workflow;

  @BeforeEach
  void open() {
    UUID team = office.team(lead);
    UUID first = office.member(team, lead, "lead", 0);
    office.edge(team, first, office.member(team, critic, "reviewer", 1), "reviews");
    House.open(office, model, List.of());
    workflow =
        office.workflow(
            "[{'id':'%s','kind':'agent','label':'draft','config':{'goal':'Write'}}]".formatted(A),
            "[]");
    office.assign(lead, workflow, team, FREE);
  }

  @AfterEach
  void close() {
    office.close();
  }

  private static String finish(String answer) {
    return "{\"action\": \"finish\", \"answer\": \"" + answer + "\"}";
  }

  @Test
  void theSecondAnswerIsTheOneThatWasAskedFor() {
    model.says(prompt -> {
      if (prompt.contains("You review the work")) {
        return prompt.contains("with a source")
            ? "{\"approved\": true}"
            : "{\"approved\": false, \"notes\": \"name a source\"}";
      }
      return prompt.contains("name a source") ? finish("with a source") : finish("bare");
    });
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(
            office.one(
                "select output_data ->> 'output' from lenses.workflow_node_results where run_id = ?",
                office.runOf(run)))
        .isEqualTo("with a source");
    String second =
        model.asked.stream()
            .filter(prompt -> prompt.contains("What you did so far"))
            .toList()
            .getLast();
    assertThat(second)
        .contains("1. {\"action\": \"finish\", \"answer\": \"bare\"}", "name a source");
    assertThat(
            office.one(
                "select output_data #>> '{metadata,tainted}' from lenses.workflow_node_results where run_id = ?",
                office.runOf(run)))
        .as("what a reviewer said is another agent's word")
        .isEqualTo("true");
  }

  @Test
  void anAgentThatInsistsIsNotApproved() {
    model.says(prompt ->
        prompt.contains("You review the work")
            ? "{\"approved\": false, \"notes\": \"no\"}"
            : finish("bare"));
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("failed");
    assertThat(model.asked.stream().filter(prompt -> prompt.contains("What you did so far")))
        .as("asked once, and once more with the notes")
        .hasSize(2);
  }

  @Test
  void approvedWorkIsNotDoneAgain() {
    model.says(
        prompt -> prompt.contains("You review the work") ? "{\"approved\": true}" : finish("bare"));
    UUID run = office.start(lead, workflow, "{}");
    assertThat(office.awaitEnd(run)).isEqualTo("completed");
    assertThat(model.asked).hasSize(2);
  }
}
