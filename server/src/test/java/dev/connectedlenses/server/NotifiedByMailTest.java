package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.server.mail.SmtpAccount;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole server writes letters to people through a mail server, as each of them wants it. */
final class NotifiedByMailTest {
  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/\\S*)");

  @TempDir Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private LiveServer server;
  private String ada;

  @BeforeEach
  void start() {
    mail.start();
    AccountSettings usual = AccountSettings.DEFAULTS;
    URI smtp = URI.create("smtp://127.0.0.1:" + mail.getSmtp().getPort());
    AccountSettings mailing =
        new AccountSettings(
            usual.issuer(),
            true,
            false,
            List.of(),
            usual.limits(),
            usual.keys(),
            new SmtpAccount(smtp, null, null, "Lenses <noreply@lenses.example>"),
            List.of());
    server = new LiveServer(folder, null, config -> config.with(config.reach(), mailing));
    ada = person("ada");
  }

  @AfterEach
  void stop() {
    server.close();
    mail.stop();
  }

  private String person(String name) {
    String token = server.signUp(name, "a long enough phrase");
    server.sql(
        "update auth.users set email_confirmed_at = now() where email = '%s@example.org' returning id::text"
            .formatted(name));
    return token;
  }

  private void wants(String token, String events) {
    server.rpc(
        token,
        "fn_upsert_notification_target",
        "{'p_kind':'email','p_events':%s}".formatted(events));
  }

  private void change(String token, String what) {
    JsonNode target = server.rpc(token, "fn_list_notification_targets", "{}").path(0);
    server.rpc(
        token,
        "fn_upsert_notification_target",
        "{'p_target_id':'%s',%s}".formatted(target.path("id").asString(), what));
  }

  private String agent(String token) {
    String me =
        server.rpc(token, "fn_lensers_get_active_profile", "{}").path(0).path("id").asString();
    return server
        .rpc(
            token,
            "fn_create_ai_lenser",
            "{'p_owner_lenser_id':'%s','p_handle':'scribe','p_display_name':'Scribe'}"
                .formatted(me))
        .path("ai_lenser_id")
        .asString();
  }

  private String asking(String token) {
    JsonNode made = server.rpc(token, "fn_create_workflow", "{'p_title':'Trip'}");
    String id = made.path(0).path("id").asString();
    server.rpc(
        token,
        "fn_upsert_workflow_nodes",
        "{'p_workflow_id':'%s','p_nodes':[{'label':'may it','kind':'approval','config':{}}]}"
            .formatted(id));
    return id;
  }

  /** The letters so far, the given number at least, in no order. */
  private List<MimeMessage> letters(int count) {
    assertThat(mail.waitForIncomingEmail(30_000, count)).as("%d letters", count).isTrue();
    return new ArrayList<>(List.of(mail.getReceivedMessages()));
  }

  private MimeMessage letter(int count, String subject) throws Exception {
    for (MimeMessage one : letters(count)) {
      if (subject.equals(one.getSubject())) {
        return one;
      }
    }
    throw new AssertionError("no letter says " + subject);
  }

  /** The link of a letter, as a path of this server. */
  private static String link(MimeMessage letter) throws Exception {
    Matcher found = LINK.matcher(letter.getContent().toString());
    assertThat(found.find()).as(letter.getContent().toString()).isTrue();
    return found.group(1);
  }

  @Test
  void aRunOfAnAgentThatWaitsIsToldWithTheLinkThatDecidesIt() throws Exception {
    wants(ada, "['approval.requested','team_run.completed']");
    String run =
        server
            .rpc(
                ada,
                "fn_start_team_run",
                "{'p_ai_lenser_id':'%s','p_workflow_id':'%s','p_inputs':{'text':'a secret'}}"
                    .formatted(agent(ada), server.workflow(ada, "lab/tiny")))
            .asString();
    MimeMessage asked = letter(1, "Waits for your decision: Ask");
    assertThat(asked.getAllRecipients()[0]).hasToString("ada@example.org");
    assertThat(asked.getContent().toString()).as("no inputs").doesNotContain("a secret");
    assertThat(link(asked)).isEqualTo("/approvals/" + run);
    String request = link(asked).substring("/approvals/".length());
    assertThat(
            server
                .rpc(ada, "fn_get_approval_request", "{'p_request_id':'%s'}".formatted(request))
                .path("approval_status")
                .asString())
        .isEqualTo("pending");
    server.rpc(
        ada,
        "fn_decide_approval",
        "{'p_team_run_id':'%s','p_decision':'approved'}".formatted(request));
    MimeMessage ended = letter(2, "Team run completed: Ask");
    assertThat(link(ended)).isEqualTo("/team-runs/" + run);
    assertThat(mail.getReceivedMessages()).as("the run itself was not asked for").hasSize(2);
  }

  /** The link leads to the very question, also where a run without an agent asks two at once. */
  @Test
  void aQuestionOfAnOwnRunIsToldWithItsOwnLink() throws Exception {
    wants(ada, "['approval.requested','run.completed']");
    String run =
        server
            .rpc(ada, "fn_start_workflow_run", "{'p_workflow_id':'%s'}".formatted(asking(ada)))
            .asString();
    String request =
        link(letter(1, "Waits for your decision: Trip")).substring("/approvals/".length());
    JsonNode question =
        server.rpc(ada, "fn_get_approval_request", "{'p_request_id':'%s'}".formatted(request));
    assertThat(question.path("workflow_run_id").asString()).isEqualTo(run);
    server.rpc(
        ada,
        "fn_complete_human_input",
        "{'p_run_id':'%s','p_node_id':'%s','p_values':{}}"
            .formatted(run, question.path("node_id").asString()));
    assertThat(link(letter(2, "Run completed: Trip"))).isEqualTo("/runs/" + run);
  }

  /** Each is told what each wants: ends to one, questions to the other, nothing to a third. */
  @Test
  void lettersFollowThePreferencesOfTheirReader() throws Exception {
    String bob = person("bob");
    String eve = person("eve");
    wants(ada, "['run.completed']");
    wants(bob, "['run.failed']");
    for (String token : List.of(ada, bob, eve)) {
      assertThat(server.run(token, server.workflow(token, "lab/tiny")).path("status").asString())
          .isEqualTo("completed");
    }
    assertThat(letters(1).getFirst().getAllRecipients()[0]).hasToString("ada@example.org");
    change(ada, "'p_is_active':false");
    change(bob, "'p_events':['run.completed']");
    for (String token : List.of(ada, bob)) {
      server.run(token, server.workflow(token, "lab/tiny"));
    }
    List<MimeMessage> all = letters(2);
    assertThat(all).hasSize(2);
    assertThat(all.stream().map(NotifiedByMailTest::reader))
        .containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
  }

  private static String reader(MimeMessage letter) {
    try {
      return letter.getAllRecipients()[0].toString();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
