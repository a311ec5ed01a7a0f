package org.porchlight.bench.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way in, over HTTP (PROTOCOL.md, G1 and G2). Cookies are carried by hand: a {@code __Host-}
 * cookie is for secure origins, and browsers count loopback as one while {@link HttpClient} does
 * not. With several addresses a request goes to any of them.
 */
public final class Entrance {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int AWAY = 503;
  private static final int MOST_TRIES = 60;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final JsonMapper JSON = JsonMapper.shared();

  private volatile List<URI> servers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** An entrance to servers that all lead into the same house. */
  public Entrance(List<URI> servers) {
    this.servers = List.copyOf(servers);
  }

  /** From now on it leads to these, as a load balancer does that notices who is away. */
  public void leadTo(List<URI> there) {
    servers = List.copyOf(there);
  }

  /** One of the servers that it leads to. */
  URI anyServer() {
    List<URI> there = servers;
    return there.get(ThreadLocalRandom.current().nextInt(there.size()));
  }

  /** A member of staff who has signed in. */
  public record SignedIn(String cookies, String csrf) {
    @Override
    public String toString() {
      return "SignedIn";
    }
  }

  /** A pass for a new seeker: its token. */
  public CompletableFuture<String> pass() {
    String body = "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\",\"region\":\"us\"}";
    return http.sendAsync(post("/api/seekers", body).build(), BodyHandlers.ofString())
        .thenApply(answer -> field(expect(CREATED, answer), "token"));
  }

  /**
   * Signs in.
   *
   * @throws SignInRefused when the login and the password do not go together
   * @throws IOException when the server does not answer
   */
  public SignedIn signIn(String login, String password) throws IOException, InterruptedException {
    HttpResponse<String> before = send(request("/api/staff/me").GET());
    String csrf = field(before, "csrf");
    String cookies = cookies(before);
    String credentials =
        JSON.createObjectNode().put("login", login).put("password", password).toString();
    HttpRequest.Builder request =
        post("/api/staff/sign-in", credentials)
            .header("Cookie", cookies)
            .header("X-CSRF-TOKEN", csrf);
    HttpResponse<String> answer = send(request);
    // A replica that has just begun to follow is not there for writes yet.
    for (int tries = 1; answer.statusCode() == AWAY && tries < MOST_TRIES; tries++) {
      Thread.sleep(PAUSE);
      answer = send(request);
    }
    if (answer.statusCode() != OK) {
      throw new SignInRefused(login, answer.statusCode());
    }
    return new SignedIn(cookies + "; " + cookies(answer), csrf);
  }

  /** A ticket for one socket. */
  public CompletableFuture<String> ticket(SignedIn staff) {
    HttpRequest.Builder request =
        post("/api/staff/socket-ticket", "")
            .header("Cookie", staff.cookies())
            .header("X-CSRF-TOKEN", staff.csrf());
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(answer -> field(expect(OK, answer), "ticket"));
  }

  /** The login or the password is wrong, or that login has to wait. */
  public static final class SignInRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    SignInRefused(String login, int status) {
      super("sign-in as " + login + " was answered " + status);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(anyServer().resolve(path)).timeout(PATIENCE);
  }

  private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%s answered %d (expected: %d)"
              .formatted(answer.request().uri().getPath(), answer.statusCode(), status));
    }
    return answer;
  }

  private static String field(HttpResponse<String> answer, String name) {
    JsonNode value = JSON.readTree(answer.body()).path(name);
    if (!value.isString()) {
      throw new IllegalStateException(
          "%s answered without %s".formatted(answer.request().uri().getPath(), name));
    }
    return value.stringValue();
  }

  private static String cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }
}
