package dev.connectedlenses.engine.node;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keeps what an attempt tells while it runs. */
final class Told implements AttemptSink {
  final StringBuilder text = new StringBuilder();
  final List<JsonNode> prompts = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  @Override
  public void delta(String piece) {
    text.append(piece);
  }

  @Override
  public void prompt(JsonNode layers) {
    prompts.add(layers);
  }

  @Override
  public void log(String level, String message) {
    notes.add(level + " " + message);
  }
}
