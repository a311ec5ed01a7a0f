package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.PretendApp;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** G9: from a coordinator's invitation to somebody who signs in with a code. */
class InvitationsIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PASSWORD = "lantern by the harbour wall";
  private static final String CANARY = "quokka-in-the-larder";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName("G9: the link is good once; the account has what it says, and needs a code")
  void invitedAndIn() throws SQLException {
    long joined = server.audited("staff.join");
    String token = invite("supervisor");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    PretendApp app = app(browser, token);
    String login = login();
    HttpResponse<String> accepted = accept(browser, token, login, PASSWORD, app.code(0));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
    assertThat(JSON.readTree(accepted.body()).path("recoveryCodes").size()).isEqualTo(10);
    assertThat(server.audited("staff.join")).isEqualTo(joined + 1);

    assertGone(accept(browser, token, login(), PASSWORD, app.code(0)));
    assertGone(browser.post("/api/staff/invitations/look", body(Map.of("token", token))));

    HttpResponse<String> bare = browser.trySignIn(login, PASSWORD);
    assertThat(bare.statusCode()).isEqualTo(401);
    assertThat(reason(bare)).isEqualTo("code_needed");
    long refused = server.audited("staff.code-refused");
    assertThat(browser.trySignIn(login, "not " + PASSWORD, "000000").body())
        .doesNotContain("code_wrong");
    assertThat(server.audited("staff.code-refused")).isEqualTo(refused);
    assertThat(reason(browser.trySignIn(login, PASSWORD, "000000"))).isEqualTo("code_wrong");
    assertThat(server.audited("staff.code-refused")).isEqualTo(refused + 1);
    HttpResponse<String> in = browser.trySignIn(login, PASSWORD, app.code(1));
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    assertThat(in.body()).contains("supervisor");
    assertThat(stored(login)).doesNotContain(PASSWORD);
  }

  @Test
  @DisplayName("G2: a code of the app and a recovery code are each good once")
  void codesOnce() {
    String token = invite("peer");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    PretendApp app = app(browser, token);
    String login = login();
    JsonNode codes =
        JSON.readTree(accept(browser, token, login, PASSWORD, app.code(0)).body())
            .path("recoveryCodes");
    String code = app.code(1);
    assertThat(PretendStaff.atTheDoor(server).trySignIn(login, PASSWORD, code).statusCode())
        .isEqualTo(200);
    assertThat(reason(PretendStaff.atTheDoor(server).trySignIn(login, PASSWORD, code)))
        .isEqualTo("code_wrong");
    String recovery = codes.path(0).asString();
    assertThat(
            PretendStaff.atTheDoor(server)
                .trySignIn(login, PASSWORD, " " + recovery.toUpperCase(java.util.Locale.ROOT))
                .statusCode())
        .isEqualTo(200);
    assertThat(reason(PretendStaff.atTheDoor(server).trySignIn(login, PASSWORD, recovery)))
        .isEqualTo("code_wrong");
  }

  @Test
  @DisplayName("G2: after five wrong codes the right one is not even looked at, for a while")
  void wrongCodes() {
    String token = invite("peer");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    PretendApp app = app(browser, token);
    String login = login();
    accept(browser, token, login, PASSWORD, app.code(0));
    int wrong = 0;
    HttpResponse<String> answer = browser.trySignIn(login, PASSWORD, "000000");
    while (answer.statusCode() == 401 && wrong < 20) {
      assertThat(reason(answer)).isEqualTo("code_wrong");
      wrong++;
      answer = browser.trySignIn(login, PASSWORD, "000000");
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(wrong).isGreaterThanOrEqualTo(5);
    assertThat(browser.trySignIn(login, PASSWORD, app.code(1)).statusCode()).isEqualTo(429);
    assertThat(browser.get("/api/staff/sign-ins").statusCode()).isEqualTo(401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> browser.trySignIn(login, PASSWORD, app.code(1)).statusCode() == 200);
  }

  @Test
  @DisplayName("G9: of many who accept one invitation at once, one becomes staff")
  void acceptedAtOnce() {
    String token = invite("peer");
    PretendApp app = app(PretendStaff.atTheDoor(server), token);
    List<CompletableFuture<Integer>> tries = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      PretendStaff browser = PretendStaff.atTheDoor(server);
      tries.add(
          CompletableFuture.supplyAsync(
              () -> accept(browser, token, login(), PASSWORD, app.code(0)).statusCode()));
    }
    assertThat(tries.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(201, 410, 410, 410, 410, 410);
  }

  @Test
  @DisplayName("G9: an expired invitation is told like one that never was")
  void expired() throws SQLException {
    String token = invite("peer");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    PretendApp app = app(browser, token);
    execute("UPDATE invitations SET expires_at = now() - interval '1 second'");
    HttpResponse<String> late = accept(browser, token, login(), PASSWORD, app.code(0));
    assertGone(late);
    assertThat(accept(browser, CANARY, login(), PASSWORD, "123456").body()).isEqualTo(late.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x                   | lantern by the harbour wall | login_bad",
        "two words           | lantern by the harbour wall | login_bad",
        "<script>            | lantern by the harbour wall | login_bad",
        "fine                | short one                   | password_short",
        "fine                | password1234                | password_common",
        "fine                | qwertyuiop12                | password_common",
        "fine                | porchlight12                | password_common",
        "fine                | aaaaaaaaaaaaaaaaaaaa        | password_common",
        "peer                | lantern by the harbour wall | login_taken",
      })
  @DisplayName("G9: what is not good is told, changes nothing, and the link stays good")
  void refused(String login, String password, String reason) {
    String token = invite("peer");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    PretendApp app = app(browser, token);
    HttpResponse<String> answer = accept(browser, token, login, password, app.code(0));
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(reason(answer)).isEqualTo(reason);
    assertThat(answer.body()).doesNotContain(password).doesNotContain(token);
    assertThat(reason(accept(browser, token, login(), PASSWORD, "12345"))).isEqualTo("code_wrong");
    assertThat(accept(browser, token, login(), PASSWORD, app.code(0)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"name\":\"A\",\"role\":\"" + CANARY + "\"}",
        "{\"name\":\"\",\"role\":\"peer\"}",
        "{\"name\":\"<b>" + CANARY + "</b>\",\"role\":\"peer\"}",
        "{\"name\":\"A\",\"role\":\"peer\",\"level\":\"" + CANARY + "\"}",
        "{\"name\":\"A\",\"role\":\"peer\",\"topics\":[\"UPPER " + CANARY + "\"]}",
        "{\"name\":\"A\",\"role\":\"peer\",\"topics\":[null]}",
        "{\"name\":\"A\",\"role\":\"seeker\"}",
        "{\"name\":" + CANARY,
      })
  @DisplayName("G9: a malformed invitation is a problem document without an echo")
  void malformed(String body) {
    HttpResponse<String> answer = server.staff("coordinator").post("/api/staff/invitations", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(CANARY);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  @DisplayName("S: tokens, secrets and codes are stored as hashes, sealed, or not at all")
  void atRest() throws SQLException {
    String token = invite("peer");
    PretendStaff browser = PretendStaff.atTheDoor(server);
    JsonNode shown = look(browser, token);
    String secret = shown.path("secret").asString();
    String login = login();
    JsonNode codes =
        JSON.readTree(
                accept(browser, token, login, PASSWORD, new PretendApp(secret).code(0)).body())
            .path("recoveryCodes");
    String all = stored(login) + stored("%");
    Stream.of(token, secret, codes.path(0).asString(), codes.path(9).asString())
        .forEach(told -> assertThat(all).doesNotContain(told));
  }

  private String invite(String role) {
    HttpResponse<String> made =
        server
            .staff("coordinator")
            .post("/api/staff/invitations", body(Map.of("name", "Noa", "role", role)));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String path = JSON.readTree(made.body()).path("path").asString();
    assertThat(path).matches("/desk/invitation#[A-Za-z0-9_-]{43}");
    return path.substring(path.indexOf('#') + 1);
  }

  private static JsonNode look(PretendStaff browser, String token) {
    return JSON.readTree(
        browser.post("/api/staff/invitations/look", body(Map.of("token", token))).body());
  }

  private static PretendApp app(PretendStaff browser, String token) {
    return new PretendApp(look(browser, token).path("secret").asString());
  }

  private static HttpResponse<String> accept(
      PretendStaff browser, String token, String login, String password, String code) {
    return browser.post(
        "/api/staff/invitations/accept",
        body(Map.of("token", token, "login", login, "password", password, "code", code)));
  }

  private static String login() {
    return "noa" + COUNT.incrementAndGet() + "-" + System.nanoTime();
  }

  private static void assertGone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(reason(answer)).isEqualTo("gone");
  }

  private static String reason(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("reason").asString();
  }

  private static String body(Map<String, String> fields) {
    return JSON.writeValueAsString(fields);
  }

  private String stored(String login) throws SQLException {
    StringBuilder all = new StringBuilder();
    for (String query :
        List.of(
            "SELECT s::text FROM staff s WHERE login LIKE '" + login + "'",
            "SELECT i::text FROM invitations i",
            "SELECT r::text FROM recovery_codes r",
            "SELECT c::text FROM audit.chain c")) {
      try (var connection =
              DriverManager.getConnection(
                  server.database().jdbcUrl(),
                  server.database().username(),
                  server.database().password());
          var rows = connection.createStatement().executeQuery(query)) {
        while (rows.next()) {
          all.append(rows.getString(1)).append('\n');
        }
      }
    }
    return all.toString();
  }

  private void execute(String statement) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                server.database().jdbcUrl(),
                server.database().username(),
                server.database().password());
        var each = connection.createStatement()) {
      each.execute(statement);
    }
  }
}
