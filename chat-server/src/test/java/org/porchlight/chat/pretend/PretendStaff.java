package org.porchlight.chat.pretend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser at the desk, with its cookies. They are kept by hand: the cookies of the desk are
 * {@code Secure}, which browsers allow on localhost and Java's own jar does not.
 */
public final class PretendStaff {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningServer server;
  private final Map<String, String> cookies = new TreeMap<>();
  private String csrf = "";

  private PretendStaff(RunningServer server) {
    this.server = server;
  }

  /** A browser that has opened the desk, and in which nobody has signed in. */
  public static PretendStaff atTheDoor(RunningServer server) {
    PretendStaff browser = new PretendStaff(server);
    browser.csrf = JSON.readTree(browser.get("/api/staff/me").body()).path("csrf").asString();
    return browser;
  }

  /** A browser in which somebody has signed in. */
  public static PretendStaff signIn(RunningServer server, String login, String password) {
    PretendStaff browser = atTheDoor(server);
    HttpResponse<String> answer = browser.trySignIn(login, password);
    if (answer.statusCode() != 200) {
      throw new AssertionError("sign-in as " + login + ": " + answer.statusCode());
    }
    browser.csrf = JSON.readTree(browser.get("/api/staff/me").body()).path("csrf").asString();
    return browser;
  }

  /**
   * Somebody who was invited, accepted, and signed in with the code of the step before this one.
   */
  public static Invited invited(RunningServer server, String role) {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "name",
                "Noa",
                "role",
                role,
                "level",
                "independent",
                "trainedOn",
                "2026-03-14",
                "goodUntil",
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString(),
                "topics",
                List.of("grief")));
    String path =
        read(server.staff("coordinator").post("/api/staff/invitations", body))
            .path("path")
            .asString();
    String token = path.substring(path.indexOf('#') + 1);
    PretendStaff browser = atTheDoor(server);
    JsonNode shown =
        read(
            browser.post(
                "/api/staff/invitations/look", JSON.writeValueAsString(Map.of("token", token))));
    PretendApp app = new PretendApp(shown.path("secret").asString());
    String login = "noa-" + Long.toString(System.nanoTime(), 36);
    String password = "lantern by the harbour wall";
    HttpResponse<String> accepted =
        browser.post(
            "/api/staff/invitations/accept",
            JSON.writeValueAsString(
                Map.of("token", token, "login", login, "password", password, "code", app.code(0))));
    if (accepted.statusCode() >= 300) {
      throw new AssertionError("an invitation that is accepted: " + accepted.body());
    }
    Invited invited = new Invited(login, password, app, browser);
    invited.signIn(browser, app.code(0));
    return invited;
  }

  /** Whoever was invited, with their phone and the browser they signed in with. */
  public record Invited(String login, String password, PretendApp app, PretendStaff browser) {

    /** Signs in in another browser. */
    public PretendStaff signIn(PretendStaff other, String code) {
      HttpResponse<String> answer = other.trySignIn(login, password, code);
      if (answer.statusCode() != 200) {
        throw new AssertionError("sign-in of an invited person: " + answer.body());
      }
      other.csrf = read(other.get("/api/staff/me")).path("csrf").asString();
      return other;
    }
  }

  /** The reason that a refusal gives, which is a problem document of that status. */
  public static String reason(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return read(answer).path("reason").asString();
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** Tries a login and a password. */
  public HttpResponse<String> trySignIn(String login, String password) {
    String body = JSON.writeValueAsString(Map.of("login", login, "password", password));
    return send("POST", "/api/staff/sign-in", body, Map.of("X-CSRF-TOKEN", csrf));
  }

  /** Tries a login, a password and a code. */
  public HttpResponse<String> trySignIn(String login, String password, String code) {
    String body =
        JSON.writeValueAsString(Map.of("login", login, "password", password, "code", code));
    return send("POST", "/api/staff/sign-in", body, Map.of("X-CSRF-TOKEN", csrf));
  }

  /** A one-time ticket for a socket. */
  public String ticket() {
    HttpResponse<String> answer = post("/api/staff/socket-ticket", "");
    JsonNode ticket = JSON.readTree(answer.body()).path("ticket");
    if (answer.statusCode() != 200 || !ticket.isString()) {
      throw new AssertionError("no ticket: " + answer.statusCode());
    }
    return ticket.stringValue();
  }

  /** Signs out. */
  public void signOut() {
    post("/api/staff/sign-out", "");
  }

  /** The token that goes with what this browser sends. */
  public String csrf() {
    return csrf;
  }

  /** What the browser remembers, as it sends it. */
  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** Gets something. */
  public HttpResponse<String> get(String path) {
    return send("GET", path, "", Map.of());
  }

  /** Posts something with the token. */
  public HttpResponse<String> post(String path, String body) {
    return send("POST", path, body, Map.of("X-CSRF-TOKEN", csrf));
  }

  /** Sends any request with the cookies, and remembers those that come back. */
  public HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.http(path))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::remember);
      return response;
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path + " failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private void remember(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    cookies.put(pair[0], pair[1]);
  }
}
