package dev.connectedlenses.database.schema;

import java.util.Map;
import java.util.regex.Pattern;

/** Short names for the ids of the fixture: {@code lens/2} is the lens whose id ends with 2. */
public final class FixtureIds {
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("user", "a0000000-0000-7000-8000-"),
          Map.entry("profile", "b0000000-0000-7000-8000-"),
          Map.entry("agent", "c0000000-0000-7000-8000-"),
          Map.entry("ownership", "c0100000-0000-7000-8000-"),
          Map.entry("team", "c1000000-0000-7000-8000-"),
          Map.entry("bigteam", "c1000000-0000-7000-8001-"),
          Map.entry("member", "c2000000-0000-7000-8100-"),
          Map.entry("guest", "c2000000-0000-7000-8200-"),
          Map.entry("edge", "c3000000-0000-7000-8000-"),
          Map.entry("assignment", "c4000000-0000-7000-8000-"),
          Map.entry("teamrun", "c5000000-0000-7000-8000-"),
          Map.entry("waiting", "c5000000-0000-7000-8001-"),
          Map.entry("late", "c5000000-0000-7000-8002-"),
          Map.entry("ended", "c5000000-0000-7000-8003-"),
          Map.entry("step", "c6000000-0000-7000-8000-"),
          Map.entry("standing", "c7000000-0000-7000-8000-"),
          Map.entry("memory", "c8000000-0000-7000-8000-"),
          Map.entry("tool", "c9000000-0000-7000-8000-"),
          Map.entry("writetool", "c9000000-0000-7000-8001-"),
          Map.entry("personality", "ca000000-0000-7000-8000-"),
          Map.entry("remembers", "cb000000-0000-7000-8000-"),
          Map.entry("toolset", "cc000000-0000-7000-8000-"),
          Map.entry("model", "cd000000-0000-7000-8000-"),
          Map.entry("call", "ce000000-0000-7000-8000-"),
          Map.entry("asked", "ce000000-0000-7000-8001-"),
          Map.entry("key", "cf000000-0000-7000-8000-"),
          Map.entry("lens", "d0000000-0000-7000-8000-"),
          Map.entry("preset", "d1000000-0000-7000-8000-"),
          Map.entry("version", "e0000000-0000-7000-8000-"),
          Map.entry("workflow", "f0000000-0000-7000-8000-"),
          Map.entry("node1", "f1000000-0000-7000-8100-"),
          Map.entry("node2", "f1000000-0000-7000-8200-"),
          Map.entry("line", "f1000000-0000-7000-8300-"),
          Map.entry("wfversion", "f2000000-0000-7000-8000-"),
          Map.entry("run", "f3000000-0000-7000-8000-"),
          Map.entry("schedule", "f6000000-0000-7000-8000-"),
          Map.entry("letter", "f7000000-0000-7000-8000-"),
          Map.entry("message", "fb000000-0000-7000-8000-"),
          Map.entry("target", "fa000000-0000-7000-8000-"),
          Map.entry("lettertarget", "fa000000-0000-7000-8001-"),
          Map.entry("changedtool", "c9000000-0000-7000-8002-"),
          Map.entry("trigger", "f9000000-0000-7000-8000-"));

  private static final Pattern NAME =
      Pattern.compile("(['\"])(" + String.join("|", PREFIXES.keySet()) + ")/([0-9a-f]{1,12})\\1");

  private FixtureIds() {}

  /** The text with every quoted short name written out. */
  public static String writtenOut(String text) {
    return NAME.matcher(text)
        .replaceAll(m ->
            m.group(1)
                + PREFIXES.get(m.group(2))
                + "0".repeat(12 - m.group(3).length())
                + m.group(3)
                + m.group(1));
  }
}
