package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.Night.Pair;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What nobody should send. Each gets its documented refusal or close code, carries no word back,
 * and another conversation goes on beside it.
 */
class BadInputIT {
  private static final String CANARY = "quokka-in-the-larder";
  private static final String HELLO = "{\"type\":\"hello\",\"token\":\"%s\"}";

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);
  private @Nullable Pair another;

  @BeforeEach
  void anotherConversationGoesOn() {
    another = night.pair(night.peer("peer"));
  }

  @AfterEach
  void andStillDoes() {
    try (night) {
      undisturbed().seekerSays("Still here.");
      undisturbed().peerSays("So am I.");
      assertThat(undisturbed().seeker().unread()).isEmpty();
      assertThat(undisturbed().peer().unread()).isEmpty();
    }
  }

  @Test
  @DisplayName("A4, P10: a type nobody knows is refused, and not repeated")
  void unknownType() {
    PretendClient seeker = night.seeker().send(CANARY, "text", CANARY);
    JsonNode refused = refused(seeker, "unknown_type");
    assertThat(refused.has("re")).isFalse();
    assertGoesOn(seeker);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "quokka-in-the-larder",
        "[]",
        "null",
        "17",
        "\"say\"",
        "{}",
        "{\"type\":17}",
        "{\"type\":null}",
        "{\"type\":\"leave\"} quokka-in-the-larder",
        "{\"type\":\"leave\",\"a\":[[[[[[[[[[\"quokka-in-the-larder\"]]]]]]]]]]}",
        "{\"type\":\"leave\",\"a\":123456789012345678901234567890}",
      })
  @DisplayName("A4, P10: what is no JSON object with a type is refused as bad_frame")
  void badJson(String text) {
    PretendClient seeker = night.seeker().sendText(text);
    refused(seeker, "bad_frame");
    assertGoesOn(seeker);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'join'}|join|language",
        "{'type':'join','language':5}|join|language",
        "{'type':'join','language':'English, please'}|join|language",
        "{'type':'join','language':'en','note':['quokka-in-the-larder']}|join|note",
        "{'type':'about','topics':'grief','wants':'anyone'}|about|topics",
        "{'type':'about','topics':['quokka-in-the-larder!'],'wants':'anyone'}|about|topics",
        "{'type':'about','topics':[],'wants':'quokka-in-the-larder'}|about|wants",
        "{'type':'about','topics':[],'wants':'anyone','safe':'quokka-in-the-larder'}|about|safe",
        "{'type':'say','conversation':'c','id':'i','text':'quokka-in-the-larder'}|say|conversation",
        "{'type':'resume','conversation':'AAAAAAAAAAAAAAAAAAAAAA','epoch':'AAAAAAAAAAAAAAAAAAAAAA','after':-1}|resume|after",
        "{'type':'resume','conversation':'AAAAAAAAAAAAAAAAAAAAAA','epoch':'AAAAAAAAAAAAAAAAAAAAAA','after':1.5}|resume|after",
        "{'type':'typing','conversation':'AAAAAAAAAAAAAAAAAAAAAA','on':'quokka-in-the-larder'}|typing|on",
        "{'type':'typing','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|typing|on",
        "{'type':'raise','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|raise|what",
        "{'type':'raise','conversation':'AAAAAAAAAAAAAAAAAAAAAA','what':'quokka-in-the-larder'}|raise|what",
        "{'type':'whisper','conversation':'AAAAAAAAAAAAAAAAAAAAAA','text':'quokka-in-the-larder'}|whisper|id",
        "{'type':'whisper','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','text':'"
            + " '}|whisper|text",
        "{'type':'join-in'}|join-in|conversation",
        "{'type':'step-out','conversation':'quokka-in-the-larder'}|step-out|conversation",
        "{'type':'answer','conversation':['quokka']}|answer|conversation",
        "{'type':'reply','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|reply|yes",
        "{'type':'reply','conversation':'AAAAAAAAAAAAAAAAAAAAAA','yes':'quokka'}|reply|yes",
        "{'type':'take-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','peer':'quokka','reason':'r'}|take-over|peer",
        "{'type':'take-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','peer':'keep','reason':'"
            + " '}|take-over|reason",
        "{'type':'take-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','peer':'keep'}|take-over|reason",
        "{'type':'reply','conversation':'AAAAAAAAAAAAAAAAAAAAAA','yes':true,'n':0}|reply|n",
        "{'type':'hand-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','why':'shift'}|hand-over|id",
        "{'type':'hand-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','why':'quokka'}|hand-over|why",
        "{'type':'hand-over','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','why':'shift','note':'"
            + " '}|hand-over|note",
        "{'type':'stay','conversation':'quokka-in-the-larder'}|stay|conversation",
        "{'type':'still-here','conversation':'quokka-in-the-larder'}|still-here|conversation",
        "{'type':'moment','conversation':'quokka-in-the-larder'}|moment|conversation",
        "{'type':'offer-clinician','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|offer-clinician|clinician",
        "{'type':'offer-clinician','clinician':'AAAAAAAAAAAAAAAAAAAAAA'}|offer-clinician|conversation",
        "{'type':'offer-clinician','conversation':'AAAAAAAAAAAAAAAAAAAAAA','clinician':'quokka-in-the-larder'}|offer-clinician|clinician",
        "{'type':'more-time','conversation':'quokka-in-the-larder','minutes':10}|more-time|conversation",
        "{'type':'more-time','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|more-time|minutes",
        "{'type':'more-time','conversation':'AAAAAAAAAAAAAAAAAAAAAA','minutes':15}|more-time|minutes",
        "{'type':'more-time','conversation':'AAAAAAAAAAAAAAAAAAAAAA','minutes':'quokka'}|more-time|minutes",
        "{'type':'contact-offer'}|contact-offer|conversation",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','phone':'17'}|contact-share|consent",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'ask'}|contact-share|phone",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'ask','phone':17}|contact-share|phone",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'ask','phone':'quokka"
            + " \\n'}|contact-share|phone",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'ask','place':'"
            + " '}|contact-share|place",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'ask','place':'p','call':'quokka'}|contact-share|call",
        "{'type':'contact-share','conversation':'AAAAAAAAAAAAAAAAAAAAAA','consent':'quokka','place':'p'}|contact-share|consent",
        "{'type':'contact-keep','conversation':'quokka-in-the-larder'}|contact-keep|conversation",
        "{'type':'contact-allow','conversation':'AAAAAAAAAAAAAAAAAAAAAA','yes':true}|contact-allow|n",
        "{'type':'contact-allow','conversation':'AAAAAAAAAAAAAAAAAAAAAA','n':1}|contact-allow|yes",
        "{'type':'contact-open','conversation':17}|contact-open|conversation",
        "{'type':'contact-pass','conversation':'AAAAAAAAAAAAAAAAAAAAAA','to':'quokka'}|contact-pass|to",
        "{'type':'contact-confirm','conversation':'AAAAAAAAAAAAAAAAAAAAAA','n':0}|contact-confirm|n",
        "{'type':'contact-passed'}|contact-passed|conversation",
        "{'type':'duty','on':true,'avoid':'quokka-in-the-larder'}|duty|avoid",
        "{'type':'duty','on':true,'avoid':['quokka-in-the-larder!']}|duty|avoid",
        "{'type':'wrap-up','me':'easy'}|wrap-up|conversation",
        "{'type':'wrap-up','conversation':'AAAAAAAAAAAAAAAAAAAAAA','next':'quokka-in-the-larder'}|wrap-up|id",
        "{'type':'wrap-up','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','next':'"
            + " '}|wrap-up|next",
        "{'type':'next','conversation':'quokka-in-the-larder'}|next|conversation",
        "{'type':'offer-resource','conversation':'AAAAAAAAAAAAAAAAAAAAAA','what':'quokka-in-the-larder'}|offer-resource|what",
        "{'type':'wrap-up','conversation':'AAAAAAAAAAAAAAAAAAAAAA','me':'quokka'}|wrap-up|me",
        "{'type':'wrap-up','conversation':'AAAAAAAAAAAAAAAAAAAAAA'}|wrap-up|me",
        "{'type':'wrap-up','conversation':'AAAAAAAAAAAAAAAAAAAAAA','topics':['quokka-in-the-larder!']}|wrap-up|topics",
        "{'type':'claim'}|claim|flag",
        "{'type':'claim','flag':'quokka-in-the-larder'}|claim|flag",
        "{'type':'let-go','flag':17}|let-go|flag",
        "{'type':'release','flag':'AAAAAAAAAAAAAAAAAAAAAA'}|release|send",
        "{'type':'release','flag':'quokka-in-the-larder','send':true}|release|flag",
        "{'type':'release','flag':'AAAAAAAAAAAAAAAAAAAAAA','send':true,'word':'quokka-in-the-larder'}|release|word",
        "{'type':'release','flag':'AAAAAAAAAAAAAAAAAAAAAA','send':false,'word':' '}|release|word",
        "{'type':'resolve','flag':'AAAAAAAAAAAAAAAAAAAAAA','verdict':'quokka-in-the-larder'}|resolve|verdict",
        "{'type':'resolve','flag':'AAAAAAAAAAAAAAAAAAAAAA','verdict':'right','outcome':'quokka'}|resolve|outcome",
        "{'type':'resolve','flag':'AAAAAAAAAAAAAAAAAAAAAA','verdict':'right','outcome':'false_alarm'}|resolve|outcome",
        "{'type':'resolve','flag':'AAAAAAAAAAAAAAAAAAAAAA','verdict':'right','note':'"
            + " '}|resolve|note",
        "{'type':'resolve','flag':'AAAAAAAAAAAAAAAAAAAAAA','verdict':'right','owner':'quokka-in-the-larder'}|resolve|owner",
        "{'type':'check-in','when':'quokka-in-the-larder'}|check-in|when",
        "{'type':'check-in','when':'before','upset':8}|check-in|upset",
        "{'type':'check-in','when':'before','hope':'quokka-in-the-larder'}|check-in|hope",
        "{'type':'check-in','when':'after','conversation':'quokka-in-the-larder'}|check-in|conversation",
        "{'type':'check-in','when':'after','conversation':'AAAAAAAAAAAAAAAAAAAAAA','heard':'quokka'}|check-in|heard",
        "{'type':'last-word','conversation':'quokka','id':'AAAAAAAAAAAAAAAAAAAAAA','text':'quokka'}|last-word|conversation",
        "{'type':'last-word','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'quokka','text':'quokka'}|last-word|id",
        "{'type':'last-word','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA'}|last-word|text",
        "{'type':'last-word','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','text':'"
            + " '}|last-word|text",
        "{'type':'back'}|back|words",
        "{'type':'back','words':['quokka-in-the-larder']}|back|words",
        "{'type':'back','words':' '}|back|words",
        "{'type':'card','words':'quokka','text':'a card'}|card|show",
        "{'type':'card','words':'quokka','show':true}|card|text",
        "{'type':'card','words':'quokka','text':' ','show':true}|card|text",
        "{'type':'card','words':'quokka','text':'','plan':'quokka-in-the-larder','show':true}|card|plan",
        "{'type':'card','words':'quokka','text':'','plan':[' '],'show':true}|card|plan",
        "{'type':'card','words':'quokka','text':'','plan':['quokka\\nlarder'],'show':true}|card|plan",
        "{'type':'card','words':'quokka','text':'','plan':['q','u','o','k','k','a'],'show':true}|card|plan",
        "{'type':'plan','conversation':'quokka-in-the-larder','id':'AAAAAAAAAAAAAAAAAAAAAA','n':0,'plan':[]}|plan|conversation",
        "{'type':'plan','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'quokka','n':0,'plan':[]}|plan|id",
        "{'type':'plan','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','n':-1,'plan':[]}|plan|n",
        "{'type':'plan','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','n':'quokka','plan':[]}|plan|n",
        "{'type':'plan','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','n':0,'plan':'quokka-in-the-larder'}|plan|plan",
        "{'type':'plan','conversation':'AAAAAAAAAAAAAAAAAAAAAA','id':'AAAAAAAAAAAAAAAAAAAAAA','n':0,'plan':['q','u','o','k','k','a']}|plan|plan",
        "{'type':'forget','words':17}|forget|words",
        "{'type':'go-in','words':{'a':1}}|go-in|words",
        "{'type':'words','conversation':'quokka-in-the-larder','language':'en'}|words|conversation",
        "{'type':'keep','conversation':'AAAAAAAAAAAAAAAAAAAAAA','language':'en','text':'','show':true,'words':'"
            + " '}|keep|words",
        "{'type':'keep','conversation':'quokka','language':'en','text':'','show':true}|keep|conversation",
        "{'type':'keep','conversation':'AAAAAAAAAAAAAAAAAAAAAA','language':'en','text':'','show':'quokka'}|keep|show",
        "{'type':'keep','conversation':'AAAAAAAAAAAAAAAAAAAAAA','language':'en','text':'','plan':17,'show':true}|keep|plan",
        "{'type':'join','language':'en','words':17}|join|words",
        "{'type':'join','language':'en','share':true}|join|share",
        "{'type':'join','language':'en','peer':'first'}|join|peer",
        "{'type':'join','language':'en','words':'quokka','peer':17}|join|peer",
        "{'type':'again','conversation':'quokka-in-the-larder','yes':true}|again|conversation",
        "{'type':'again','conversation':'AAAAAAAAAAAAAAAAAAAAAA','yes':'quokka'}|again|yes",
        "{'type':'thread-close','conversation':'quokka','reason':'safety'}|thread-close|conversation",
        "{'type':'thread-close','conversation':'AAAAAAAAAAAAAAAAAAAAAA','reason':'quokka'}|thread-close|reason",
        "{'type':'note','text':17}|note|text",
        "{'type':'note','text':'  '}|note|text",
        "{'type':'note','text':'quokka \\u0000'}|note|text",
        "{'type':'note','text':'quokka \\ud800'}|note|text",
      })
  @DisplayName("A4, P10: a field of the wrong kind is refused by its name")
  void wrongKinds(String frame, String type, String field) {
    PretendClient seeker = night.seeker().sendText(frame.replace('\'', '"'));
    JsonNode refused = refused(seeker, "bad_field");
    assertThat(refused.path("re").asString()).isEqualTo(type);
    assertThat(refused.path("detail").asString()).isEqualTo(field);
    assertGoesOn(seeker);
  }

  @Test
  @DisplayName("S4: one frame of 17 KiB closes with 1009")
  void frameTooBig() {
    String frame = HELLO.formatted(CANARY) + " ".repeat(17 * 1_024);
    Integer code =
        HttpClient.create()
            .headers(headers -> headers.set("Origin", RunningServer.ORIGIN))
            .websocket(WebsocketClientSpec.builder().protocols("porchlight.v1").build())
            .uri(server.socket())
            .handle((in, out) ->
                out.sendString(Mono.just(frame))
                    .then()
                    .thenMany(in.receive())
                    .then(in.receiveCloseStatus())
                    .map(status -> status.code()))
            .blockLast(Duration.ofSeconds(20));
    assertThat(code).isEqualTo(1009);
  }

  @Test
  @DisplayName("S4: a message of 17 KiB in small parts closes with 1009 as well")
  void messageTooBig() {
    PretendClient seeker = night.seeker();
    String part = " ".repeat(6_000);
    seeker.sendInParts("{\"type\":\"leave\"}", part, part, part);
    assertThat(seeker.closeCode()).isEqualTo(1009);
  }

  @Test
  @DisplayName("S3: 2,000 characters are kept, whatever they need in bytes, and 2,001 are too_long")
  void textTooLong() {
    Pair pair = night.pair(night.peer("peer2"));
    String longest = "\uD83C\uDFE1".repeat(2_000);
    pair.seekerSays(longest);
    String id = PretendClient.newId();
    say(pair.seeker(), pair.conversation(), id, longest + "!");
    JsonNode refused = refused(pair.seeker(), "too_long");
    assertThat(refused.path("re").asString()).isEqualTo("say");
    assertThat(refused.path("id").asString()).isEqualTo(id);
    assertThat(refused.path("conversation").asString()).isEqualTo(pair.conversation());
    pair.seekerSays("Shorter, then.");
    assertThat(pair.peer().unread()).isEmpty();
  }

  @Test
  @DisplayName("C40, C41: cards, steps and words that are too long are too_long")
  void wordsTooLong() {
    PretendClient seeker = night.seeker().send("back", "words", "quokka ".repeat(29));
    assertThat(refused(seeker, "too_long").path("re").asString()).isEqualTo("back");
    seeker.send("card", "words", "quokka", "text", "x".repeat(501), "show", true);
    assertThat(refused(seeker, "too_long").path("re").asString()).isEqualTo("card");
    List<String> plan = List.of("A short one.", "x".repeat(121));
    seeker.send("card", "words", "quokka", "text", "", "plan", plan, "show", true);
    assertThat(refused(seeker, "too_long").path("detail").asString()).isEqualTo("plan");
    assertGoesOn(seeker);
  }

  @Test
  @DisplayName("C41: ten wrong words are ten refusals, of which the last five were not looked at")
  void wrongWordsTenTimes() {
    PretendClient seeker = night.seeker();
    for (int i = 0; i < 10; i++) {
      seeker.send("back", "words", CANARY + i);
      assertThat(refused(seeker, i < 5 ? "nothing" : "too_fast").path("re").asString())
          .isEqualTo("back");
    }
    assertGoesOn(seeker);
  }

  @Test
  @DisplayName("S1: one message in several WebSocket frames is one frame of ours")
  void inParts() {
    Pair pair = night.pair(night.peer("peer2"));
    String id = PretendClient.newId();
    pair.seeker()
        .sendInParts(
            "{\"type\":\"say\",\"conversation\":\"" + pair.conversation(),
            "\",\"id\":\"" + id + "\",\"te",
            "xt\":\"in three parts\"}");
    assertThat(pair.seeker().next("kept").path("id").asString()).isEqualTo(id);
    assertThat(pair.peer().await("said").path("text").asString()).isEqualTo("in three parts");
  }

  @Test
  @DisplayName("S1, A5: a binary message is refused as bad_frame")
  void binary() {
    PretendClient seeker = night.seeker().sendBytes(CANARY.getBytes(StandardCharsets.UTF_8));
    refused(seeker, "bad_frame");
    assertGoesOn(seeker);
  }

  @Test
  @DisplayName("G4: no hello in time closes with 4408")
  void noHello() {
    PretendClient stranger = night.stranger();
    assertThat(stranger.next("bye").path("reason").asString()).isEqualTo("no_hello");
    assertThat(stranger.closeCode()).isEqualTo(4408);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"leave\"}",
        "{\"type\":\"board\"}",
        "{\"type\":\"quokka-in-the-larder\"}",
        "{\"type\":\"hello\"}",
        "{\"type\":\"hello\",\"token\":17}",
        "quokka-in-the-larder",
      })
  @DisplayName("G4: another frame first closes with 4408")
  void anotherFrameFirst(String text) {
    PretendClient stranger = night.stranger().sendText(text);
    assertThat(stranger.next("bye").path("reason").asString()).isEqualTo("no_hello");
    assertThat(stranger.closeCode()).isEqualTo(4408);
    assertNoEcho(stranger);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "null",
        "https://evil.test",
        "http://porchlight.test",
        "https://porchlight.test:8443",
        "https://porchlight.test.evil.test",
        "https://porchlight.test/",
      })
  @DisplayName("G3: a foreign Origin, null or none is not upgraded")
  void foreignOrigin(@Nullable String origin) {
    assertThatThrownBy(() -> PretendClient.connect(server.socket(), origin))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  @DisplayName("G2, G4: a ticket is good once")
  void usedTicket() {
    String ticket = server.staff("peer2").ticket();
    PretendClient first = night.stranger().send("hello", "ticket", ticket);
    first.next("welcome");
    assertNotRecognised(night.stranger().send("hello", "ticket", ticket));
    first.settle();
  }

  @ParameterizedTest
  @CsvSource({
    "token,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "token,quokka-in-the-larder",
    "token,''",
    "token,'*'",
    "ticket,AAAAAAAAAAAAAAAAAAAAAA",
    "ticket,quokka-in-the-larder",
    "ticket,''",
  })
  @DisplayName("G4: a token or ticket that nobody gave out closes with 4401")
  void unknownToken(String field, String value) {
    assertNotRecognised(night.stranger().send("hello", field, value));
  }

  @Test
  @DisplayName("G4: a seeker's token is no ticket, and a ticket no token")
  void oneForTheOther() {
    assertNotRecognised(night.stranger().send("hello", "ticket", night.token()));
    assertNotRecognised(night.stranger().send("hello", "token", server.staff("peer2").ticket()));
  }

  @Test
  @DisplayName("A second hello is not allowed, and the first stays true")
  void helloAgain() {
    PretendClient seeker = night.seeker().send("hello", "token", night.token());
    refused(seeker, "not_allowed");
    assertGoesOn(seeker);
  }

  @Test
  @DisplayName("P6, A4: somebody else's conversation answers as one that does not exist")
  void notYours() {
    PretendClient peer = night.peer("peer2");
    PretendClient seeker = night.seeker();
    for (String conversation : Set.of(undisturbed().conversation(), PretendClient.newId())) {
      for (PretendClient client : Set.of(peer, seeker)) {
        say(client, conversation, PretendClient.newId(), CANARY);
        assertNotYours(client, "say", conversation);
        client.send(
            "resume", "conversation", conversation, "epoch", undisturbed().epoch(), "after", 0);
        assertNotYours(client, "resume", conversation);
        client.send("end", "conversation", conversation);
        assertNotYours(client, "end", conversation);
        client.send("typing", "conversation", conversation, "on", true);
      }
      peer.send("check", "conversation", conversation, "id", PretendClient.newId(), "text", CANARY);
      assertNotYours(peer, "check", conversation);
    }
    assertGoesOn(seeker);
    assertGoesOn(peer);
    assertThat(peer.unread()).isEmpty();
  }

  @Test
  @DisplayName("P6: hello with somebody else's conversation to resume brings nothing of it")
  void helloWithSomebodyElsesConversation() {
    String resume =
        "{\"type\":\"hello\",\"token\":\"%s\",\"resume\":[{\"conversation\":\"%s\",\"epoch\":\"%s\",\"after\":0}]}";
    PretendClient seeker =
        night
            .stranger()
            .sendText(
                resume.formatted(
                    night.token(), undisturbed().conversation(), undisturbed().epoch()));
    seeker.next("welcome");
    assertNotYours(seeker, "resume", undisturbed().conversation());
    seeker.settle();
    seeker.forget("door");
    assertThat(seeker.unread()).isEmpty();
  }

  @Test
  @DisplayName("C9, P6: watching is for supervisors, and only of what there is")
  void watchingIsNotForAll() {
    PretendClient supervisor = night.supervisor();
    String nowhere = PretendClient.newId();
    supervisor.send("watch", "conversation", nowhere);
    assertNotYours(supervisor, "watch", nowhere);
    supervisor.send("watch", "conversation", undisturbed().conversation());
    assertThat(refused(supervisor, "reason_needed").path("re").asString()).isEqualTo("watch");
    supervisor.send("unwatch", "conversation", undisturbed().conversation());
    assertNotYours(supervisor, "unwatch", undisturbed().conversation());
    supervisor.send(
        "resume",
        "conversation",
        undisturbed().conversation(),
        "epoch",
        undisturbed().epoch(),
        "after",
        0);
    assertNotYours(supervisor, "resume", undisturbed().conversation());
    say(supervisor, undisturbed().conversation(), PretendClient.newId(), CANARY);
    assertThat(refused(supervisor, "not_yours").path("re").asString()).isEqualTo("say");
    for (String type : List.of("end", "join-in", "step-out", "answer")) {
      supervisor.send(type, "conversation", undisturbed().conversation());
      assertNotYours(supervisor, type, undisturbed().conversation());
    }
    takeOver(supervisor);
    assertNotYours(supervisor, "take-over", undisturbed().conversation());
    whisper(supervisor);
    assertThat(refused(supervisor, "not_yours").path("re").asString()).isEqualTo("whisper");
    PretendClient stranger = night.seeker();
    whisper(stranger);
    refused(stranger, "not_allowed");
    PretendClient otherPeer = night.peer("peer2");
    whisper(otherPeer);
    refused(otherPeer, "not_yours");
    for (PretendClient client : Set.of(stranger, otherPeer)) {
      client.send("watch", "conversation", undisturbed().conversation(), "reason", CANARY);
      refused(client, "not_allowed");
      for (String type : List.of("join-in", "step-out", "answer")) {
        client.send(type, "conversation", undisturbed().conversation());
        assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo(type);
      }
      takeOver(client);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("take-over");
      client.send("board");
      refused(client, "not_allowed");
    }
  }

  @Test
  @DisplayName("C27: handing over is for the peer who is in it, and the answer for its seeker")
  void handingOverIsNotForAll() {
    PretendClient stranger = night.peer("peer2");
    handOver(stranger, "A word for the next one.");
    assertNotYours(stranger, "hand-over", undisturbed().conversation());
    stranger.send("stay", "conversation", undisturbed().conversation());
    assertNotYours(stranger, "stay", undisturbed().conversation());
    for (PretendClient client : List.of(undisturbed().seeker(), night.supervisor())) {
      handOver(client, CANARY);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("hand-over");
      client.send("stay", "conversation", undisturbed().conversation());
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("stay");
    }
    PretendClient peer = undisturbed().peer();
    peer.send("stay", "conversation", undisturbed().conversation());
    assertThat(refused(peer, "decided").path("re").asString()).isEqualTo("stay");
    handOver(peer, "x".repeat(301));
    assertThat(refused(peer, "too_long").path("re").asString()).isEqualTo("hand-over");
    PretendClient somebody = night.seeker();
    somebody.send("reply", "conversation", undisturbed().conversation(), "yes", true, "n", 1);
    assertNotYours(somebody, "reply", undisturbed().conversation());
  }

  @Test
  @DisplayName(
      "C50, C51, C52, P50: what is done about a card is for one role, and where they are in it")
  void cardsAreNotForAll() {
    String where = undisturbed().conversation();
    Object[] share = {"conversation", where, "phone", CANARY, "consent", "ask"};
    Map<String, Object[]> ofSeekers =
        Map.of(
            "contact-share",
            share,
            "contact-keep",
            new Object[] {"conversation", where},
            "contact-allow",
            new Object[] {"conversation", where, "n", 1, "yes", true});
    Map<String, Object[]> ofSupervisors =
        Map.of(
            "contact-offer", new Object[] {"conversation", where},
            "contact-open", new Object[] {"conversation", where},
            "contact-pass", new Object[] {"conversation", where, "to", "line"},
            "contact-passed", new Object[] {"conversation", where});
    Object[] confirm = {"conversation", where, "n", 1};
    PretendClient supervisor = night.supervisor();
    PretendClient somebody = night.seeker();
    for (PretendClient peer : List.of(undisturbed().peer(), night.peer("peer2"))) {
      ofSeekers.forEach((type, fields) -> assertNotAllowed(peer, type, fields));
      ofSupervisors.forEach((type, fields) -> assertNotAllowed(peer, type, fields));
      assertNotAllowed(peer, "contact-confirm", confirm);
    }
    for (PretendClient seeker : List.of(undisturbed().seeker(), somebody)) {
      ofSupervisors.forEach((type, fields) -> assertNotAllowed(seeker, type, fields));
      assertNotAllowed(seeker, "contact-confirm", confirm);
    }
    ofSeekers.forEach((type, fields) -> assertNotAllowed(supervisor, type, fields));
    ofSeekers.forEach((type, fields) -> assertNotYours(somebody.send(type, fields), type, where));
    ofSupervisors.forEach(
        (type, fields) -> assertNotYours(supervisor.send(type, fields), type, where));
    supervisor.send("contact-confirm", confirm);
    assertThat(refused(supervisor, "decided").path("re").asString()).isEqualTo("contact-confirm");
    undisturbed().seeker().send("contact-share", share);
    assertThat(refused(undisturbed().seeker(), "decided").path("re").asString())
        .isEqualTo("contact-share");
    for (Object[] tooLong :
        List.of(new Object[] {"phone", "7".repeat(41)}, new Object[] {"place", "x".repeat(201)})) {
      undisturbed()
          .seeker()
          .send("contact-share", "conversation", where, "consent", "ask", tooLong[0], tooLong[1]);
      assertThat(refused(undisturbed().seeker(), "too_long").path("detail").asString())
          .isEqualTo(tooLong[0]);
    }
  }

  private void assertNotAllowed(PretendClient client, String type, Object... fields) {
    client.send(type, fields);
    assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo(type);
  }

  private void handOver(PretendClient client, String note) {
    client.send(
        "hand-over",
        "conversation",
        undisturbed().conversation(),
        "id",
        PretendClient.newId(),
        "why",
        "shift",
        "note",
        note);
  }

  private void takeOver(PretendClient client) {
    String where = undisturbed().conversation();
    client.send("take-over", "conversation", where, "peer", "remove", "reason", CANARY);
  }

  private void whisper(PretendClient client) {
    String where = undisturbed().conversation();
    String id = PretendClient.newId();
    client.send("whisper", "conversation", where, "id", id, "text", CANARY);
  }

  @Test
  @DisplayName(
      "C12, C13, C14, C21: deciding is for supervisors, raising for the seeker who is in it")
  void decidingIsNotForAll() {
    String flag = PretendClient.newId();
    for (PretendClient client : Set.of(night.seeker(), night.peer("peer2"))) {
      client.send("release", "flag", flag, "send", true);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("release");
      client.send("resolve", "flag", flag, "verdict", "right");
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("resolve");
      client.send("claim", "flag", flag);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("claim");
      client.send("let-go", "flag", flag);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("let-go");
    }
    PretendClient supervisor = night.supervisor();
    supervisor.send("claim", "flag", flag);
    assertThat(refused(supervisor, "decided").path("id").asString()).isEqualTo(flag);
    supervisor.send("let-go", "flag", flag);
    assertThat(refused(supervisor, "unclaimed").path("id").asString()).isEqualTo(flag);
    supervisor.send("release", "flag", flag, "send", false, "word", CANARY);
    assertThat(refused(supervisor, "not_yours").path("id").asString()).isEqualTo(flag);
    supervisor.send("resolve", "flag", flag, "verdict", "wrong");
    assertThat(refused(supervisor, "decided").path("id").asString()).isEqualTo(flag);

    Object[] raise = {"conversation", undisturbed().conversation(), "what", "peer_lane"};
    PretendClient seeker = night.seeker().send("raise", raise);
    assertNotYours(seeker, "raise", undisturbed().conversation());
    Object[] reply = {"conversation", undisturbed().conversation(), "yes", true};
    seeker.send("reply", reply);
    assertNotYours(seeker, "reply", undisturbed().conversation());
    for (PretendClient client : Set.of(night.peer("peer2"), supervisor)) {
      client.send("raise", raise);
      refused(client, "not_allowed");
      client.send("reply", reply);
      refused(client, "not_allowed");
    }
  }

  @Test
  @DisplayName("C28, C29: blocking is for supervisors, and only where they watch")
  void blockingIsNotForAll() {
    Object[] block = {"conversation", undisturbed().conversation(), "reason", "spam"};
    Object[] review = {"block", PretendClient.newId(), "verdict", "lift"};
    for (PretendClient client : Set.of(night.seeker(), night.peer("peer2"))) {
      client.send("block", block);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("block");
      client.send("blocks");
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("blocks");
      client.send("review", review);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("review");
    }
    PretendClient supervisor = night.supervisor();
    supervisor.send("block", block);
    assertNotYours(supervisor, "block", undisturbed().conversation());
    supervisor.send("review", review);
    assertThat(refused(supervisor, "decided").path("id").asString()).isEqualTo(review[1]);
    supervisor.send("block", "conversation", undisturbed().conversation(), "reason", CANARY);
    assertThat(refused(supervisor, "bad_field").path("detail").asString()).isEqualTo("reason");
    assertGoesOn(undisturbed().seeker());
  }

  @Test
  @DisplayName("C31: offering a clinician is for supervisors, and only where they watch")
  void offeringAClinicianIsNotForAll() {
    Object[] offer = {
      "conversation", undisturbed().conversation(), "clinician", PretendClient.newId()
    };
    for (PretendClient client : Set.of(night.seeker(), night.peer("peer2"))) {
      client.send("clinicians");
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("clinicians");
      client.send("offer-clinician", offer);
      assertThat(refused(client, "not_allowed").path("re").asString()).isEqualTo("offer-clinician");
    }
    PretendClient supervisor = night.supervisor();
    supervisor.send("offer-clinician", offer);
    assertNotYours(supervisor, "offer-clinician", undisturbed().conversation());
  }

  @Test
  @DisplayName("Peers do not take places, and seekers no duty")
  void notYourRole() {
    PretendClient peer = night.peer("peer2").send("join", "language", "en");
    refused(peer, "not_allowed");
    PretendClient seeker = night.seeker().send("duty", "on", true);
    refused(seeker, "not_allowed");
    seeker.send("accept", "offer", PretendClient.newId());
    refused(seeker, "not_allowed");
    seeker.send("leave");
    refused(seeker, "not_waiting");
    seeker.send("about", "topics", Set.of(), "wants", "anyone");
    refused(seeker, "not_waiting");
    peer.send("accept", "offer", PretendClient.newId());
    refused(peer, "offer_gone");
  }

  @Test
  @DisplayName("P7: a message after the end is refused for both, and a known id is still kept (C5)")
  void afterTheEnd() {
    Pair pair = night.pair(night.peer("peer2"));
    String known = PretendClient.newId();
    say(pair.seeker(), pair.conversation(), known, "before");
    JsonNode kept = pair.seeker().next("kept");
    pair.peer().await("said");
    pair.peer().send("end", "conversation", pair.conversation());
    pair.peer().await("closed");
    pair.seeker().next("closed");
    for (PretendClient client : Set.of(pair.seeker(), pair.peer())) {
      String id = PretendClient.newId();
      say(client, pair.conversation(), id, CANARY);
      assertThat(refused(client, "closed").path("id").asString()).isEqualTo(id);
    }
    say(pair.seeker(), pair.conversation(), known, "before");
    assertThat(pair.seeker().next("kept")).isEqualTo(kept);
  }

  @Test
  @DisplayName("C8: after exit the pass is nobody's, and the peer cannot write to who left")
  void afterExit() {
    PretendClient peer = night.peer("peer2");
    String token = night.token();
    Pair pair = night.pair(night.seeker(token), peer);
    pair.seeker().send("exit");
    assertThat(pair.seeker().next("bye").path("reason").asString()).isEqualTo("exit");
    assertThat(pair.seeker().closeCode()).isEqualTo(4410);
    assertNotRecognised(night.stranger().send("hello", "token", token));
    assertThat(peer.await("presence").path("state").asString()).isEqualTo("left");
    say(peer, pair.conversation(), PretendClient.newId(), CANARY);
    assertThat(refused(peer, "left").path("re").asString()).isEqualTo("say");
  }

  @Test
  @DisplayName("A5: the tenth malformed frame closes with 1008, and not the ninth")
  void malformedTenTimes() {
    PretendClient seeker = night.seeker();
    for (int i = 0; i < 9; i++) {
      refused(seeker.send("unheard-of"), "unknown_type");
    }
    assertGoesOn(seeker);
    seeker.sendText("tenth");
    assertThat(seeker.await("bye").path("reason").asString()).isEqualTo("policy");
    assertThat(seeker.closeCode()).isEqualTo(1008);
  }

  @Test
  @DisplayName("A4, P2: who is too fast is told so, and what was refused can be sent again")
  void tooFast() {
    Pair pair = night.pair(night.peer("peer2"));
    Set<String> kept = new HashSet<>();
    Set<String> refused = new HashSet<>();
    // 20 fit into each window of 10 seconds, and 45 touch two windows at most.
    for (int i = 0; i < 45; i++) {
      say(pair.seeker(), pair.conversation(), PretendClient.newId(), "message " + i);
    }
    pair.seeker().settle();
    pair.seeker()
        .everything()
        .lines()
        .map(frame -> JsonMapper.shared().readTree(frame))
        .forEach(frame -> {
          if (frame.path("type").asString().equals("kept")) {
            kept.add(frame.path("id").asString());
          } else if (frame.path("reason").asString().equals("too_fast")) {
            refused.add(frame.path("id").asString());
          }
        });
    assertThat(kept.size() + refused.size()).isEqualTo(45);
    assertThat(kept).hasSizeBetween(20, 40);
    String again = kept.iterator().next();
    say(pair.seeker(), pair.conversation(), again, "not what it was");
    pair.seeker().await("refused", frame -> frame.path("reason").asString().equals("conflict"));
    for (int i = 0; i < kept.size(); i++) {
      assertThat(kept).contains(pair.peer().next("said").path("id").asString());
    }
    assertThat(pair.peer().unread()).isEmpty();
  }

  private Pair undisturbed() {
    return Objects.requireNonNull(another);
  }

  private static void say(PretendClient client, String conversation, String id, String text) {
    client.send("say", "conversation", conversation, "id", id, "text", text);
  }

  private static JsonNode refused(PretendClient client, String reason) {
    JsonNode refused = client.await("refused");
    assertThat(refused.path("reason").asString()).isEqualTo(reason);
    assertNoEcho(client);
    return refused;
  }

  private static void assertNotYours(PretendClient client, String re, String conversation) {
    JsonNode refused = refused(client, "not_yours");
    assertThat(refused.path("re").asString()).isEqualTo(re);
    assertThat(refused.path("conversation").asString()).isEqualTo(conversation);
  }

  private static void assertNotRecognised(PretendClient stranger) {
    assertThat(stranger.next("bye").path("reason").asString()).isEqualTo("not_recognised");
    assertThat(stranger.closeCode()).isEqualTo(4401);
    assertNoEcho(stranger);
  }

  /** The socket still does what it should. */
  private static void assertGoesOn(PretendClient client) {
    client.settle();
    assertThat(client.isClosed()).isFalse();
  }

  private static void assertNoEcho(PretendClient client) {
    assertThat(client.everything())
        .doesNotContain(CANARY)
        .doesNotContain("Exception")
        .doesNotContain("at org.");
  }
}
