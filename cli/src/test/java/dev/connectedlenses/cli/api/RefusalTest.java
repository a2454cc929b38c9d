package dev.connectedlenses.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error bodies of the data API, of the accounts and of whatever else may answer. */
final class RefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'code':'P0002','message':'no such lens','hint':'see: lens list'}   | P0002      | no such lens   | see: lens list",
        "{'code':'P0002','message':'no such lens','hint':null}               | P0002      | no such lens   | -",
        "{'code':'P0002','message':'no such lens','hint':' '}                | P0002      | no such lens   | -",
        "{'code':409,'error_code':'email_exists','msg':'taken'}              | email_exists | taken        | -",
        "{'error':'bad_thing'}                                               | http_409   | bad_thing      | -",
        "{'error':{'code':'x'}}                                              | http_409   | the server answered 409 | -",
        "{'message':{'deep':1}}                                              | http_409   | the server answered 409 | -",
        "{'code':'','message':''}                                            | http_409   | the server answered 409 | -",
        "[1,2]                                                               | http_409   | the server answered 409 | -",
        "'text'                                                              | http_409   | the server answered 409 | -",
        "<html>no</html>                                                     | http_409   | the server answered 409 | -",
        "''                                                                  | http_409   | the server answered 409 | -"
      })
  void codeMessageAndHintAreFoundWhereTheyAre(
      String body, String code, String message, String hint) {
    CliError error = Refusal.of(409, body.replace('\'', '"'), "req-7");
    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessage(message);
    assertThat(error.hint()).isEqualTo(hint);
    assertThat(error.requestId()).isEqualTo("req-7");
    assertThat(error.exit()).isEqualTo(Exit.CONFLICT);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ERROR",
    "401, NOT_SIGNED_IN",
    "402, ERROR",
    "403, NOT_FOUND",
    "404, NOT_FOUND",
    "405, ERROR",
    "406, ERROR",
    "408, TIMEOUT",
    "409, CONFLICT",
    "412, CONFLICT",
    "413, ERROR",
    "421, ERROR",
    "429, LIMITED",
    "500, ERROR",
    "502, ERROR",
    "503, ERROR",
    "504, TIMEOUT"
  })
  void theStatusDecidesTheExitCode(int status, Exit exit) {
    assertThat(Refusal.of(status, "", null).exit()).isEqualTo(exit);
    assertThat(Refusal.of(status, "", null).code()).isEqualTo("http_" + status);
  }

  @Test
  void whoeverIsNotSignedInIsToldTheWayUnlessTheServerKnowsBetter() {
    assertThat(Refusal.of(401, "{}", null).hint()).isEqualTo("run: clens login");
    assertThat(Refusal.of(401, "{\"hint\":\"renew the token\"}", null).hint())
        .isEqualTo("renew the token");
    assertThat(Refusal.of(403, "{}", null).hint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "nul", "\u0000", "{\"message\":", "Bad Gateway"})
  void aBodyThatIsNoJsonStillGivesAnError(String body) {
    assertThat(Refusal.of(502, body, null)).hasMessage("the server answered 502");
  }
}
