package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The functions of {@code public} are those of {@code rpc-signatures.txt}, to the letter: names,
 * arguments, defaults, results. More arguments with a default and more columns may follow.
 */
class RpcSignatureTest {
  /** Ours, beyond the published list. */
  private static final List<String> OWN =
      List.of(
          "fn_approve_tool_change",
          "fn_begin_tool_invocation",
          "fn_delete_notification_target",
          "fn_delete_workflow_trigger",
          "fn_get_cost_breakdown",
          "fn_get_cost_overview",
          "fn_get_workflow_run_prompts",
          "fn_import_mcp_tool",
          "fn_list_audit_log",
          "fn_list_dead_letters",
          "fn_list_notification_targets",
          "fn_list_notifications",
          "fn_list_workflow_triggers",
          "fn_load_sample_space",
          "fn_open_callback",
          "fn_preview_policies",
          "fn_remove_sample_space",
          "fn_renew_memory_summary",
          "fn_replay_dead_letter",
          "fn_replay_notifications",
          "fn_resolve_dead_letter",
          "fn_rotate_notification_secret",
          "fn_run_lens",
          "fn_run_step",
          "fn_test_notification_target",
          "fn_update_workflow_webhook",
          "fn_upsert_notification_target",
          "fn_upsert_workflow_trigger",
          "fn_verify_audit_log");

  private static final Pattern SIGNATURE = Pattern.compile("(fn_\\w+)\\((.*?)\\)(?: → (.*))?");

  /** A function as text: its arguments, and its result where the list states one. */
  private record Signature(List<String> arguments, String result) {}

  @Test
  void theCatalogIsThePublishedList() {
    Map<String, Signature> published = published();
    Map<String, Signature> catalog = catalog();

    TreeSet<String> expected = new TreeSet<>(published.keySet());
    expected.addAll(OWN);
    assertThat(catalog.keySet()).isEqualTo(expected);
    published.forEach((name, wanted) -> {
      Signature found = catalog.getOrDefault(name, new Signature(List.of(), ""));
      assertStartsWith(name, found.arguments(), wanted.arguments());
      assertThat(found.arguments().stream().skip(wanted.arguments().size()))
          .as("further arguments of %s have defaults", name)
          .allMatch(argument -> argument.contains("="));
      assertResult(name, found.result(), wanted.result());
    });
  }

  private static void assertResult(String name, String found, String wanted) {
    if (wanted.startsWith("TABLE(")) {
      assertStartsWith(name, columns(found), columns(wanted));
    } else if (!wanted.isEmpty()) {
      assertThat(found).as(name).isEqualTo(wanted);
    }
  }

  private static void assertStartsWith(String name, List<String> found, List<String> wanted) {
    assertThat(found.subList(0, Math.min(found.size(), wanted.size()))).as(name).isEqualTo(wanted);
  }

  private static List<String> columns(String result) {
    return split(result.replaceAll("^TABLE\\(|\\)$", "").replace("\"", ""));
  }

  private static Map<String, Signature> published() {
    Map<String, Signature> signatures = new TreeMap<>();
    for (String line : Resources.text("rpc-signatures.txt").lines().toList()) {
      Matcher parts = SIGNATURE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      String result = parts.group(3) == null ? "" : parts.group(3);
      signatures.put(parts.group(1), new Signature(split(parts.group(2)), result));
    }
    return signatures;
  }

  private static Map<String, Signature> catalog() {
    Map<String, Signature> signatures = new TreeMap<>();
    try (TestDatabase database = TestDatabase.create()) {
      database
          .admin()
          .useHandle(h ->
              h.createQuery(
                      """
                      select proname, pg_get_function_arguments(oid) as arguments, pg_get_function_result(oid) as result
                      from pg_proc where pronamespace = 'public'::regnamespace and proname like 'fn\\_%'
                      """)
                  .mapToMap()
                  .forEach(row ->
                      signatures.put(
                          String.valueOf(row.get("proname")),
                          new Signature(
                              split(plain(String.valueOf(row.get("arguments")))),
                              plain(String.valueOf(row.get("result")))))));
    }
    return signatures;
  }

  /** The catalog's words for types and defaults as the list writes them. */
  private static String plain(String text) {
    return text.replaceAll("\\bboolean\\b", "bool")
        .replaceAll("\\binteger\\b", "int")
        .replace("timestamp with time zone", "timestamptz")
        .replace("double precision", "float8")
        .replaceAll("::\\w+(\\[\\])?", "")
        .replace(" DEFAULT ", "=")
        .replace("NULL", "null");
  }

  /** At commas that are in no quotes, brackets or braces. */
  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    Matcher part = Pattern.compile("(?:'[^']*'|\\([^)]*\\)|[^,'(])+").matcher(list);
    while (part.find()) {
      parts.add(part.group().strip());
    }
    return parts;
  }
}
