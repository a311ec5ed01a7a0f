package org.porchlight.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.PretendStaff;
import org.porchlight.chat.pretend.RunningServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route, for everybody. A route that is not in the table of {@code access} is nobody's, also
 * when somebody adds an endpoint for it.
 */
class RoutesIT {
  private static final String CANARY = "quokka-in-the-larder";
  private static final String ARRIVAL =
      "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\"}";
  private static final String OTHERS =
      "{\"signIn\":\"" + CANARY + "\",\"person\":\"" + CANARY + "\"}";
  private static final String TRANSCRIPT =
      "{\"conversation\":\"0123456789012345678901\",\"reason\":\"" + CANARY + "\"}";
  private static final String CODE = "{\"code\":\"" + CANARY + "\"}";
  private static final String NO_PERSON = "{\"id\":\"" + CANARY + "\"}";
  private static final String NO_LINE = "{\"region\":\"us\",\"id\":\"" + CANARY + "\"}";
  private static final String NO_CALL =
      "{\"region\":\"us\",\"id\":\"" + CANARY + "\",\"outcome\":\"answered\"}";
  private static final String NO_WORDS =
      "{\"version\":0,\"key\":\"" + CANARY + "\",\"en\":\"" + CANARY + "\"}";
  private static final String NO_BACK = "{\"version\":2147483647,\"to\":0}";
  private static final String NO_PHRASE =
      "{\"version\":0,\"language\":\"en\",\"rule\":\""
          + CANARY
          + "\",\"phrase\":\""
          + CANARY
          + "\",\"there\":true}";
  private static final String NO_LOOK =
      "{\"version\":0,\"name\":\"<" + CANARY + "\",\"questions\":[]}";
  private static final String NO_SITE = "{\"site\":\"https://" + CANARY + "@10.0.0.1/\"}";
  private static final String NO_ROTA = "{\"id\":\"" + CANARY + "\",\"seen\":[],\"hours\":[]}";
  private static final String NO_SETTING = "{\"settings\":{\"" + CANARY + "\":\"on\"}}";
  private static final String NO_HOUSE = "{\"version\":0,\"zone\":\"" + CANARY + "\"}";
  private static final String NO_CONTROL =
      "{\"what\":\"" + CANARY + "\",\"id\":\"" + CANARY + "\"}";
  private static final String WORDS = "{\"to\":\"" + CANARY + "\",\"text\":\"" + CANARY + "\"}";
  private static final String NOTE = "{\"note\":\"" + CANARY.repeat(51) + "\"}";
  private static final String TOKEN = "{\"token\":\"" + CANARY + "\"}";
  // No login: one that is guessed at would have to wait after a few tries.
  private static final String NOBODYS = "{\"login\":\"\",\"password\":\"" + CANARY + "\"}";

  private final RunningServer server = RunningServer.shared();

  private enum Who {
    NOBODY,
    PEER,
    SUPERVISOR,
    COORDINATOR,
    CLINICIAN
  }

  /**
   * What a request is answered with: nobody, peer, supervisor, coordinator, clinician.
   *
   * @param withToken the statuses when the CSRF token comes along
   * @param withoutToken the statuses when it does not
   * @param fromElsewhere the statuses when a browser says that another site made the request
   */
  private record Route(
      String method,
      String path,
      String body,
      List<Integer> withToken,
      List<Integer> withoutToken,
      List<Integer> fromElsewhere) {}

  private static final List<Route> ROUTES =
      List.of(
          open("GET", "/", "", 200),
          open("GET", "/desk", "", 200),
          open("GET", "/desk/board", "", 200),
          open("GET", "/privacy", "", 200),
          open("GET", "/es/privacy", "", 200),
          open("GET", "/leave", "", 303),
          open("GET", "/assets/none.js", "", 404),
          // No Origin: the socket is not for whoever is no page of ours.
          open("GET", "/ws", "", 403),
          open("GET", "/api/door", "", 200),
          open("GET", "/api/door?language=en", "", 200),
          open("GET", "/api/door?language=" + CANARY.repeat(2), "", 400),
          open("POST", "/csp", "{\"csp-report\":{\"blocked-uri\":\"" + CANARY + "\"}}", 204),
          open("POST", "/api/seekers", ARRIVAL, 201),
          open("POST", "/api/seekers", "{\"noticeVersion\":1,\"ageBand\":\"" + CANARY + "\"}", 400),
          open("POST", "/api/seekers", "{\"ageBand\":" + CANARY, 400),
          open("POST", "/api/seekers", working("{}"), 400),
          open("POST", "/api/seekers", working("\"" + CANARY + "\""), 400),
          open("POST", "/api/seekers", working("{\"challenge\":\"" + CANARY + "\"}"), 400),
          open("POST", "/api/seekers", working("{\"number\":\"" + CANARY + "\"}"), 400),
          open("POST", "/api/seekers", "{\"ageBand\":\"back\",\"language\":\"en\"}", 201),
          open("POST", "/api/seekers", "{\"ageBand\":\"back\"}", 400),
          open("POST", "/api/seekers", "", 415),
          open("POST", "/api/seekers/exit", "{\"token\":\"" + CANARY + "\"}", 204),
          staff("POST", "/api/staff/sign-in", NOBODYS, 401, 401, 401, 401, 401),
          seen("/api/staff/me", 401, 200, 200, 200, 200),
          staff("POST", "/api/staff/socket-ticket", "", 401, 200, 200, 200, 200),
          staff("POST", "/api/staff/invitations", "{\"name\":\"<\"}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/invitations", "{\"name\":" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/invitations/look", TOKEN, 410, 410, 410, 410, 410),
          staff("POST", "/api/staff/invitations/look", "", 415, 415, 415, 415, 415),
          staff("POST", "/api/staff/invitations/accept", TOKEN, 410, 410, 410, 410, 410),
          staff("POST", "/api/staff/invitations/accept", "{" + CANARY, 400, 400, 400, 400, 400),
          staff("POST", "/api/staff/step-up", CODE, 401, 204, 204, 204, 403),
          staff("POST", "/api/staff/step-up", "[" + CANARY, 401, 400, 400, 400, 403),
          staff("POST", "/api/staff/sign-ins/end", "{}", 401, 400, 400, 400, 400),
          staff("POST", "/api/staff/sign-ins/end", OTHERS, 401, 403, 403, 400, 403),
          seen("/api/staff/transcripts", 401, 403, 200, 200, 403),
          seen("/api/staff/transcripts?until=0", 401, 403, 200, 200, 403),
          seen("/api/staff/transcripts?until=-1", 401, 403, 400, 400, 403),
          seen("/api/staff/transcripts?until=" + Long.MAX_VALUE, 401, 403, 400, 400, 403),
          seen("/api/staff/transcripts?until=" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/transcripts", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/transcripts/read", "{}", 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/transcripts/read", TRANSCRIPT, 401, 403, 404, 404, 403),
          seen("/api/staff/people", 401, 403, 403, 200, 403),
          seen("/api/staff/audit", 401, 403, 403, 200, 403),
          seen("/api/staff/audit?before=1&who=a&act=b&about=c", 401, 403, 403, 200, 403),
          seen("/api/staff/audit?before=0", 401, 403, 403, 400, 403),
          seen("/api/staff/audit?who=", 401, 403, 403, 400, 403),
          seen("/api/staff/audit?about=" + CANARY.repeat(9), 401, 403, 403, 400, 403),
          seen("/api/staff/audit?before=" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/audit", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/people/change", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/people/change", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/people/leave", NO_PERSON, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/people", "{}", 401, 403, 403, 403, 403),
          nobodys("GET", "/api/staff/people/change"),
          seen("/api/staff/grants", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/grants", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/grants/confirm", NO_PERSON, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/grants/confirm", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/grants/withdraw", NO_PERSON, 401, 403, 403, 410, 403),
          nobodys("GET", "/api/staff/grants/confirm"),
          seen("/api/staff/exports", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/exports", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/exports", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/exports/confirm", NO_PERSON, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/exports/withdraw", NO_PERSON, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/exports/take", NO_PERSON, 401, 403, 403, 410, 403),
          nobodys("GET", "/api/staff/exports/take"),
          seen("/api/staff/lines", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/lines", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/lines/check", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/lines/check", NO_LINE, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/lines/check", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/lines/change", NO_LINE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/lines/add", NO_LINE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/lines/remove", NO_LINE, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/lines/confirm", NO_LINE, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/lines/withdraw", NO_LINE, 401, 403, 403, 410, 403),
          seen("/api/staff/lines/calls", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/lines/called", NO_LINE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/lines/called", NO_CALL, 401, 403, 403, 410, 403),
          nobodys("GET", "/api/staff/lines/called"),
          nobodys("GET", "/api/staff/lines/check"),
          seen("/api/staff/house", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/house", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/house", NO_HOUSE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/house", "{" + CANARY, 401, 403, 403, 400, 403),
          nobodys("PUT", "/api/staff/house"),
          seen("/api/staff/words", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/words", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/words", NO_WORDS, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/words", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/words/back", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/words/back", NO_BACK, 401, 403, 403, 409, 403),
          nobodys("GET", "/api/staff/words/back"),
          seen("/api/staff/rules", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/rules", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules", NO_PHRASE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules/try", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules/try", NO_PHRASE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules/back", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rules/back", NO_BACK, 401, 403, 403, 409, 403),
          nobodys("GET", "/api/staff/rules/try"),
          nobodys("GET", "/api/staff/rules/back"),
          seen("/api/staff/look", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/look", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/look", NO_LOOK, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/look", "{" + CANARY, 401, 403, 403, 400, 403),
          nobodys("PUT", "/api/staff/look"),
          staff("POST", "/api/staff/look/exit", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/look/exit", NO_SITE, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/look/exit", "{" + CANARY, 401, 403, 403, 400, 403),
          nobodys("GET", "/api/staff/look/exit"),
          seen("/api/staff/rota", 401, 403, 403, 200, 403),
          seen("/api/staff/rota/mine", 401, 200, 200, 200, 200),
          staff("POST", "/api/staff/rota", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rota", NO_ROTA, 401, 403, 403, 410, 403),
          staff("POST", "/api/staff/rota", "{" + CANARY, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/rota/mine", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/setup", 401, 403, 403, 200, 403),
          staff("POST", "/api/staff/setup/confirm", "{}", 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/setup/confirm", NO_CONTROL, 401, 403, 403, 400, 403),
          staff("POST", "/api/staff/setup/confirm", "{" + CANARY, 401, 403, 403, 400, 403),
          // There are demo accounts, so something is left to do.
          staff("POST", "/api/staff/setup/open", "", 401, 403, 403, 409, 403),
          staff("POST", "/api/staff/setup", "{}", 401, 403, 403, 403, 403),
          nobodys("GET", "/api/staff/setup/open"),
          seen("/api/staff/controls", 401, 403, 200, 200, 403),
          staff("POST", "/api/staff/controls", "{}", 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/controls", NO_CONTROL, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/controls", "{" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/controls/end", NO_CONTROL, 401, 403, 410, 410, 403),
          nobodys("GET", "/api/staff/controls/end"),
          seen("/api/staff/shift", 401, 403, 200, 200, 403),
          seen("/api/staff/shift/draft", 401, 403, 200, 200, 403),
          staff("POST", "/api/staff/shift", "{" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/shift", NOTE, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/shift/draft", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/shift/have", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/shift/have", "[" + CANARY, 401, 403, 400, 400, 403),
          nobodys("GET", "/api/staff/shift/have"),
          seen("/api/staff/feedback", 401, 200, 403, 403, 403),
          seen("/api/staff/feedback/given", 401, 403, 200, 200, 403),
          staff("POST", "/api/staff/feedback", "{}", 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/feedback", WORDS, 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/feedback", "{" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/feedback/read", NO_PERSON, 401, 410, 403, 403, 403),
          nobodys("GET", "/api/staff/feedback/read"),
          seen("/api/staff/growth", 401, 200, 403, 403, 403),
          staff("POST", "/api/staff/growth", "{}", 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/growth", "{" + CANARY, 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/growth/delete", NO_PERSON, 401, 410, 403, 403, 403),
          staff("POST", "/api/staff/growth/delete", "{" + CANARY, 401, 400, 403, 403, 403),
          nobodys("GET", "/api/staff/growth/delete"),
          seen("/api/staff/intro", 401, 200, 403, 403, 403),
          staff("POST", "/api/staff/intro", "{}", 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/intro", "{" + CANARY, 401, 400, 403, 403, 403),
          seen("/api/staff/patterns", 401, 403, 200, 200, 403),
          staff("POST", "/api/staff/patterns", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/hours", 401, 200, 403, 403, 403),
          staff("POST", "/api/staff/hours", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/story?conversation=" + "A".repeat(22), 401, 403, 200, 200, 403),
          seen("/api/staff/story?conversation=" + CANARY, 401, 403, 400, 400, 403),
          seen("/api/staff/story", 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/story", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/firsts", 401, 403, 200, 200, 403),
          seen("/api/staff/follow-ups", 401, 403, 200, 200, 403),
          staff("POST", "/api/staff/follow-ups", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/follow-ups/notes?conversation=" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/follow-ups/notes", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/follow-ups/done", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/follow-ups/done", "{" + CANARY, 401, 403, 400, 400, 403),
          nobodys("GET", "/api/staff/follow-ups/done"),
          staff("POST", "/api/staff/follow-ups/take", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/follow-ups/take", "{" + CANARY, 401, 403, 400, 400, 403),
          nobodys("GET", "/api/staff/follow-ups/take"),
          staff("POST", "/api/staff/firsts", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/care", 401, 403, 200, 200, 403),
          seen("/api/staff/care/tonight", 401, 200, 403, 403, 403),
          staff("POST", "/api/staff/care/tonight", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/care/mine", 401, 200, 403, 403, 403),
          seen("/api/staff/company", 401, 200, 403, 403, 403),
          staff("POST", "/api/staff/company", "{}", 401, 403, 403, 403, 403),
          staff("POST", "/api/staff/company/ask", "{}", 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/company/ask", "{" + CANARY, 401, 400, 403, 403, 403),
          nobodys("GET", "/api/staff/company/ask"),
          staff("POST", "/api/staff/company/keep", "{}", 401, 410, 403, 403, 403),
          staff("POST", "/api/staff/company/keep", "{" + CANARY, 401, 400, 403, 403, 403),
          nobodys("GET", "/api/staff/company/keep"),
          staff("POST", "/api/staff/care/ask", "{}", 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/care/ask", "{" + CANARY, 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/care/seen", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/care/seen", "{" + CANARY, 401, 403, 400, 400, 403),
          staff("POST", "/api/staff/care/thanks", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/care/how", "{}", 401, 400, 403, 403, 403),
          staff("POST", "/api/staff/care/how", "{" + CANARY, 401, 400, 403, 403, 403),
          nobodys("GET", "/api/staff/care/how"),
          nobodys("GET", "/api/staff/care/ask"),
          staff("POST", "/api/staff/care/beside", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/care/beside", "{" + CANARY, 401, 403, 400, 400, 403),
          nobodys("GET", "/api/staff/care/beside"),
          staff("POST", "/api/staff/care/debriefed", "{}", 401, 403, 410, 410, 403),
          staff("POST", "/api/staff/care/debriefed", "{" + CANARY, 401, 403, 400, 400, 403),
          nobodys("GET", "/api/staff/care/debriefed"),
          nobodys("GET", "/api/staff/care/seen"),
          staff("POST", "/api/staff/care", "{}", 401, 403, 403, 403, 403),
          seen("/api/staff/settings", 401, 200, 200, 200, 200),
          staff("POST", "/api/staff/settings", "{}", 401, 400, 400, 400, 400),
          staff("POST", "/api/staff/settings", NO_SETTING, 401, 400, 400, 400, 400),
          staff("POST", "/api/staff/settings", "{" + CANARY, 401, 400, 400, 400, 400),
          seen("/api/staff/sign-ins", 401, 200, 200, 200, 200),
          seen("/api/staff/sign-ins/everyone", 401, 403, 403, 200, 403),
          nobodys("GET", "/api/staff/step-up"),
          nobodys("GET", "/api/staff/transcripts/read"),
          nobodys("GET", "/api/staff/invitations"),
          nobodys("GET", "/api/staff/invitations/look"),
          staff("POST", "/api/staff/invitations/" + CANARY, "", 401, 403, 403, 403, 403),
          report("", 200),
          report("?weeks=4", 200),
          report("?weeks=0", 400),
          report("?weeks=" + CANARY, 400),
          staff("POST", "/api/staff/precision", "", 401, 403, 403, 403, 403),
          nobodys("GET", "/api/staff/socket-ticket"),
          nobodys("GET", "/api/staff/sign-in"),
          nobodys("GET", "/api/staff/sign-out"),
          nobodys("GET", "/api/staff"),
          nobodys("GET", "/api/seekers"),
          nobodys("POST", "/api/door"),
          nobodys("DELETE", "/api/seekers"),
          nobodys("PUT", "/api/seekers/exit"),
          nobodys("POST", "/"),
          nobodys("POST", "/leave"),
          nobodys("POST", "/privacy"),
          nobodys("POST", "/es/privacy"),
          nobodys("GET", "/en/privacy"),
          nobodys("GET", "/es"),
          nobodys("POST", "/ws"),
          nobodys("PUT", "/desk"),
          nobodys("OPTIONS", "/api/seekers"),
          nobodys("HEAD", "/api/staff/me"),
          nobodys("GET", "/index.html"),
          nobodys("GET", "/seeker.html"),
          nobodys("GET", "/desk.html"),
          nobodys("GET", "/privacy.html"),
          nobodys("GET", "/application.yaml"),
          nobodys("GET", "/api/" + CANARY),
          nobodys("GET", "/error"),
          nobodys("GET", "/login"),
          nobodys("GET", "/logout"),
          nobodys("GET", "/actuator"),
          nobodys("GET", "/actuator/health"),
          nobodys("GET", "/actuator/prometheus"),
          nobodys("GET", "/actuator/env"),
          nobodys("GET", "/actuator/heapdump"));

  @TestFactory
  Stream<DynamicTest> everyRouteForEveryRole() {
    return ROUTES.stream()
        .flatMap(route ->
            Arrays.stream(Who.values())
                .map(who ->
                    DynamicTest.dynamicTest(
                        route.method() + " " + route.path() + " by " + who,
                        () -> check(route, who))));
  }

  @Test
  @DisplayName("G2: signing out needs the token, and ends the sign-in")
  void signOut() {
    PretendStaff browser = PretendStaff.signIn(server, "coordinator", RunningServer.PASSWORD);
    assertThat(browser.send("POST", "/api/staff/sign-out", "", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/api/staff/me").statusCode()).isEqualTo(200);
    assertThat(browser.post("/api/staff/sign-out", "").statusCode()).isEqualTo(204);
    assertThat(browser.get("/api/staff/me").statusCode()).isEqualTo(401);
    assertThat(browser.post("/api/staff/sign-out", "").statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("G2: the sign-in's cookie is for this host, this path and servers only")
  void cookies() {
    PretendStaff browser = PretendStaff.atTheDoor(server);
    String before = String.valueOf(browser.cookies().get("__Host-porchlight"));
    HttpResponse<String> answer = browser.trySignIn("supervisor", RunningServer.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie ->
            assertThat(cookie)
                .startsWith("__Host-")
                .containsIgnoringCase("HttpOnly")
                .contains("Path=/", "Secure", "SameSite=Strict")
                .doesNotContain("Domain"));
    assertThat(browser.cookies().get("__Host-porchlight")).isNotEqualTo(before);
  }

  @Test
  @DisplayName("G2: a wrong password and an unknown login are told alike")
  void wrongOrUnknown() {
    PretendStaff browser = PretendStaff.atTheDoor(server);
    HttpResponse<String> wrong = browser.trySignIn("peer6", CANARY);
    HttpResponse<String> unknown = browser.trySignIn("nobody-at-all", CANARY);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertIsProblem(wrong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/desk", "/desk/anything", "/privacy", "/es/privacy"})
  @DisplayName("Pages run our own scripts only, are framed by nobody and kept by nobody")
  void pages(String path) {
    HttpResponse<String> page = PretendStaff.atTheDoor(server).get(path);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'")
        .doesNotContain("unsafe");
    Map.of(
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store")
        .forEach((header, value) ->
            assertThat(page.headers().firstValue(header)).as(header).hasValue(value));
    // Who searches may find the front page, and nothing behind it.
    assertThat(page.headers().firstValue("X-Robots-Tag").orElse(""))
        .isEqualTo(path.equals("/") ? "" : "noindex");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  @DisplayName("C8: the door out clears what the page kept, and is not remembered itself")
  void theDoorOut() {
    HttpResponse<String> leave = PretendStaff.atTheDoor(server).get("/leave");
    assertThat(leave.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
    assertThat(leave.headers().firstValue("Clear-Site-Data"))
        .hasValueSatisfying(value -> assertThat(value).contains("cookies", "storage"));
    assertThat(leave.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(leave.headers().firstValue("Location")).isPresent();
  }

  @Test
  @DisplayName("Health and metrics are on their own port, and nothing else is")
  void management() {
    assertThat(get(server.management("/actuator/health")).statusCode()).isEqualTo(200);
    assertThat(get(server.management("/actuator/prometheus")).body()).contains("jvm_memory");
    for (String path :
        List.of("/", "/desk", "/api/staff/me", "/ws", "/actuator/env", "/actuator/heapdump")) {
      assertThat(get(server.management(path)).statusCode()).as(path).isIn(401, 403, 404);
    }
  }

  private void check(Route route, Who who) {
    PretendStaff browser = browser(who);
    Map<String, String> token = Map.of("X-CSRF-TOKEN", browser.csrf());
    Map<String, String> headers = new HashMap<>(token);
    expect(route, browser, token, route.withToken().get(who.ordinal()));
    expect(route, browser, Map.of(), route.withoutToken().get(who.ordinal()));
    for (String site : List.of("cross-site", "same-site")) {
      headers.put("Sec-Fetch-Site", site);
      expect(route, browser, headers, route.fromElsewhere().get(who.ordinal()));
    }
    headers.put("Sec-Fetch-Site", "same-origin");
    expect(route, browser, headers, route.withToken().get(who.ordinal()));
  }

  private static void expect(
      Route route, PretendStaff browser, Map<String, String> headers, int status) {
    HttpResponse<String> answer = browser.send(route.method(), route.path(), route.body(), headers);
    assertThat(answer.statusCode())
        .as("%s %s with %s", route.method(), route.path(), headers.keySet())
        .isEqualTo(status);
    assertThat(answer.body())
        .doesNotContain(CANARY)
        .doesNotContain("Exception")
        .doesNotContain("org.porchlight")
        .doesNotContain("org.springframework");
    if (answer.statusCode() >= 400 && !answer.body().isEmpty()) {
      assertIsProblem(answer);
    }
  }

  private PretendStaff browser(Who who) {
    return switch (who) {
      case NOBODY -> PretendStaff.atTheDoor(server);
      case PEER -> server.staff("peer5");
      case SUPERVISOR -> server.staff("supervisor");
      case COORDINATOR -> server.staff("coordinator");
      case CLINICIAN -> server.staff("clinician");
    };
  }

  private static void assertIsProblem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.propertyNames())
        .isSubsetOf("type", "title", "status", "detail", "instance", "csrf", "reason");
  }

  private static HttpResponse<String> get(URI uri) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError("GET " + uri + " failed", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private static List<Integer> all(int status) {
    return List.of(status, status, status, status, status);
  }

  /** An arrival with some work. */
  private static String working(String work) {
    return ARRIVAL.replace("}", ",\"work\":" + work + "}");
  }

  /** A route for everybody, for which no cookie counts and so no token either. */
  private static Route open(String method, String path, String body, int status) {
    return new Route(method, path, body, all(status), all(status), all(status));
  }

  /** A route of the desk: it has no token, no entry; and nobody from elsewhere either. */
  private static Route staff(String method, String path, String body, Integer... withToken) {
    return new Route(method, path, body, List.of(withToken), all(403), all(403));
  }

  /** How right flags are: for those who judge them, with or without a token, from here only. */
  private static Route report(String query, int status) {
    return seen("/api/staff/precision" + query, 401, 403, status, status, 403);
  }

  /** What the desk only reads, with or without a token, from here only. */
  private static Route seen(String path, Integer... status) {
    return new Route("GET", path, "", List.of(status), List.of(status), all(403));
  }

  /** A route that there is not: for nobody 401, for somebody 403, wherever they come from. */
  private static Route nobodys(String method, String path) {
    List<Integer> denied = List.of(401, 403, 403, 403, 403);
    return new Route(
        method, path, "", denied, denied, path.startsWith("/api/staff/") ? all(403) : denied);
  }
}
