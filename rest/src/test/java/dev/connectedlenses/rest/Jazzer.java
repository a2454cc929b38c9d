package dev.connectedlenses.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the fuzzer in a process of its own, led by what each input reaches. */
final class Jazzer {

  private static final Pattern EXECUTED = Pattern.compile("number_of_executed_units: *([0-9]+)");

  private final Path folder;

  /**
   * @param folder where seeds and findings lie
   */
  Jazzer(Path folder) {
    this.folder = folder;
  }

  /** What came of it: the end of what the fuzzer said, and whether it found nothing. */
  record Outcome(boolean clean, String said) {

    /** How many inputs were tried. */
    long tried() {
      Matcher count = EXECUTED.matcher(said);
      return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
  }

  /** What leads the fuzzer. */
  enum Lead {
    /** The lines that an input reaches and the comparisons on the way; inputs become long. */
    COMPARISONS("-max_len=6000"),

    /** The lines alone: twice as many inputs in the same time. */
    LINES("-max_len=1024 --trace=cov");

    private final String options;

    Lead(String options) {
      this.options = options;
    }
  }

  /** So many inputs, grown from these seeds and from what an earlier run has grown. */
  Outcome run(Class<?> target, long inputs, List<String> seeds, Map<String, String> properties)
      throws IOException, InterruptedException {
    return run(new Task(target, inputs, Lead.COMPARISONS), seeds, properties);
  }

  /** What is to be tried, how often, and how. */
  record Task(Class<?> target, long inputs, Lead lead) {}

  /** So many inputs, grown from these seeds and from what an earlier run has grown. */
  Outcome run(Task task, List<String> seeds, Map<String, String> properties)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    for (int i = 0; i < seeds.size(); i++) {
      Files.writeString(corpus.resolve("seed-" + i), seeds.get(i));
    }
    Path words = folder.resolve("words.dict");
    Files.write(words, Mutations.WORDS.stream().map(Jazzer::entry).toList());
    Path log = folder.resolve("fuzz.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path")));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + task.target().getName(),
            "--instrumentation_includes=dev.connectedlenses.rest.**",
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-dict=" + words,
            "-runs=" + task.inputs(),
            "-seed=2026",
            "-timeout=120",
            "-verbosity=0",
            "-print_final_stats=1",
            corpus.toString()));
    command.addAll(List.of(task.lead().options.split(" ", -1)));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean clean = process.waitFor() == 0;
    return new Outcome(clean, tail(log));
  }

  private static String entry(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return "\"" + HexFormat.of().withPrefix("\\x").formatHex(bytes) + "\"";
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return lines.stream().skip(Math.max(0, lines.size() - 60)).collect(Collectors.joining("\n"));
  }
}
