package org.porchlight.chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.protocol.FrameCodec.Decoded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FrameCodecTest {
  private static final Path FRAMES = Path.of("protocol/frames");
  private static final String ID = "a1b2c3d4e5f6g7h8i9j0kA";

  private final JsonMapper json = JsonMapper.shared();
  private final FrameCodec codec = new FrameCodec();

  @TestFactory
  Stream<DynamicTest> goldenFramesOfClientsAreReadAndWrittenAlike() {
    return golden("client", ClientFrame.class);
  }

  @TestFactory
  Stream<DynamicTest> goldenFramesOfTheServerAreReadAndWrittenAlike() {
    return golden("server", ServerFrame.class);
  }

  @Test
  void everyFrameHasAGoldenOne() {
    assertThat(names("client")).isEqualTo(types(ClientFrame.class));
    assertThat(names("server")).isEqualTo(types(ServerFrame.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"say\"",
        "{",
        "{\"type\":7}",
        "{}",
        "{\"type\":\"leave\"} x"
      })
  void whatIsNoFrameIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo(Refusal.BAD_FRAME);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThat(refusal("{\"type\":\"join\",\"x\":" + "[".repeat(10_000)))
        .isEqualTo(Refusal.BAD_FRAME);
  }

  @Test
  void anUnknownTypeIsRefusedAndNotRepeated() {
    assertThat(codec.decode("{\"type\":\"drop table\"}"))
        .isEqualTo(new Decoded.Bad(null, null, null, Refusal.UNKNOWN_TYPE, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'say','conversation':'short','id':'" + ID + "','text':'x'} | conversation",
        "{'type':'say','conversation':7,'id':'" + ID + "','text':'x'} | conversation",
        "{'type':'say','conversation':'" + ID + "','id':'" + ID + "'} | text",
        "{'type':'say','conversation':'" + ID + "','id':'" + ID + "','text':'   '} | text",
        "{'type':'say','conversation':'" + ID + "','id':'" + ID + "','text':'\\ud800'} | text",
        "{'type':'say','conversation':'"
            + ID
            + "','id':'"
            + ID
            + "','text':'x','sure':'yes'} | sure",
        "{'type':'resume','conversation':'" + ID + "','epoch':'" + ID + "','after':-1} | after",
        "{'type':'resume','conversation':'" + ID + "','epoch':'" + ID + "','after':1e99} | after",
        "{'type':'resume','conversation':'" + ID + "','epoch':'" + ID + "','after':1.5} | after",
        "{'type':'duty','on':true,'capacity':4} | capacity",
        "{'type':'duty'} | on",
        "{'type':'duty','on':true,'avoid':['Grief!']} | avoid",
        "{'type':'wrap-up','conversation':'" + ID + "'} | me",
        "{'type':'wrap-up','conversation':'" + ID + "','next':'x'} | id",
        "{'type':'next'} | conversation",
        "{'type':'wrap-up','conversation':'" + ID + "','topics':['Grief!']} | topics",
        "{'type':'about','topics':['Grief!'],'wants':'anyone'} | topics",
        "{'type':'about','topics':[],'wants':'everything'} | wants",
        "{'type':'join','language':'english please'} | language",
        "{'type':'region'} | region",
        "{'type':'region','region':''} | region",
        "{'type':'region','region':'The moon'} | region",
        "{'type':'region','region':1} | region",
        "{'type':'check-in'} | when",
        "{'type':'check-in','when':'during'} | when",
        "{'type':'check-in','when':'before','upset':8} | upset",
        "{'type':'check-in','when':'before','upset':0} | upset",
        "{'type':'check-in','when':'before','upset':'7'} | upset",
        "{'type':'check-in','when':'before','hope':6} | hope",
        "{'type':'check-in','when':'before','alone':2.5} | alone",
        "{'type':'check-in','when':'before','next':-1} | next",
        "{'type':'check-in','when':'before','heard':'yes'} | heard",
        "{'type':'check-in','when':'before','conversation':'" + ID + "'} | conversation",
        "{'type':'check-in','when':'after','upset':1} | conversation",
        "{'type':'check-in','when':'after','conversation':'" + ID + "','heard':'a bit'} | heard",
        "{'type':'more-time','conversation':'" + ID + "'} | minutes",
        "{'type':'more-time','conversation':'" + ID + "','minutes':0} | minutes",
        "{'type':'more-time','conversation':'" + ID + "','minutes':60} | minutes",
        "{'type':'more-time','conversation':'" + ID + "','minutes':'10'} | minutes",
        "{'type':'more-time','minutes':10} | conversation",
        "{'type':'offer-resource','conversation':'" + ID + "'} | what",
        "{'type':'offer-resource','conversation':'" + ID + "','what':'a song'} | what",
        "{'type':'offer-resource','what':'lines'} | conversation",
        "{'type':'back'} | words",
        "{'type':'back','words':4} | words",
        "{'type':'card','words':'w','text':'t'} | show",
        "{'type':'card','words':'w','show':true} | text",
        "{'type':'card','words':'w','text':'','plan':'a step','show':true} | plan",
        "{'type':'card','words':'w','text':'','plan':[' '],'show':true} | plan",
        "{'type':'card','words':'w','text':'','plan':['a\\nb'],'show':true} | plan",
        "{'type':'card','words':'w','text':'','plan':[null],'show':true} | plan",
        "{'type':'card','words':'w','text':'','plan':['1','2','3','4','5','6'],'show':true} | plan",
        "{'type':'keep','conversation':'" + ID + "','language':'en','text':'t'} | show",
        "{'type':'keep','conversation':'" + ID + "','text':'t','show':true} | language",
        "{'type':'keep','conversation':'"
            + ID
            + "','language':'en','text':'','plan':{},'show':true} | plan",
        "{'type':'plan','conversation':'" + ID + "','id':'" + ID + "','n':0} | plan",
        "{'type':'plan','conversation':'" + ID + "','id':'" + ID + "','n':-1,'plan':[]} | n",
        "{'type':'plan','conversation':'" + ID + "','id':'" + ID + "','plan':[]} | n",
        "{'type':'plan','conversation':'" + ID + "','n':0,'plan':[]} | id",
        "{'type':'plan','conversation':'"
            + ID
            + "','id':'"
            + ID
            + "','n':0,'plan':['a\\nb']} | plan",
        "{'type':'forget','words':'  '} | words",
        "{'type':'go-in'} | words",
        "{'type':'words','conversation':'" + ID + "'} | language",
        "{'type':'join','language':'en','share':true} | share",
        "{'type':'join','language':'en','peer':'first'} | peer",
        "{'type':'join','language':'en','words':'w','peer':'tomorrow'} | peer",
        "{'type':'again','conversation':'" + ID + "'} | yes",
        "{'type':'again','yes':true} | conversation",
        "{'type':'thread-close','conversation':'" + ID + "'} | reason",
        "{'type':'thread-close','conversation':'" + ID + "','reason':'dislike'} | reason",
        "{'type':'block','conversation':'" + ID + "','reason':'suicide'} | reason",
        "{'type':'block','conversation':'" + ID + "'} | reason",
        "{'type':'review','block':'" + ID + "','verdict':'maybe'} | verdict",
        "{'type':'review','verdict':'lift'} | block",
        "{'type':'offer-clinician','conversation':'" + ID + "'} | clinician",
        "{'type':'offer-clinician','clinician':'" + ID + "'} | conversation",
        "{'type':'contact-share','conversation':'" + ID + "','consent':'ask'} | phone",
        "{'type':'contact-share','conversation':'" + ID + "','phone':'1'} | consent",
        "{'type':'contact-share','conversation':'"
            + ID
            + "','consent':'ask','place':'a\\nb'} | place",
        "{'type':'contact-share','conversation':'"
            + ID
            + "','consent':'ask','phone':'1','call':'maybe'} | call",
        "{'type':'contact-allow','conversation':'" + ID + "','n':0,'yes':true} | n",
        "{'type':'contact-pass','conversation':'" + ID + "','to':'police'} | to",
        "{'type':'contact-confirm','conversation':'" + ID + "'} | n",
        "{'type':'hello'} | token",
        "{'type':'hello','token':'x','ticket':'y'} | token",
      })
  void aFieldOfTheWrongKindIsNamed(String frame, String field) {
    var bad = (Decoded.Bad) codec.decode(frame.replace('\'', '"'));
    assertThat(bad.refusal()).isEqualTo(Refusal.BAD_FIELD);
    assertThat(bad.field()).isEqualTo(field);
  }

  @Test
  void aTextIsCountedInCharactersAndNotInCodeUnits() {
    assertThat(codec.decode(say("🕯".repeat(2_000)))).isInstanceOf(Decoded.Good.class);
    assertThat(refusal(say("x".repeat(2_001)))).isEqualTo(Refusal.TOO_LONG);
  }

  @Test
  void aTextIsBroughtToNormalFormC() {
    var good = (Decoded.Good) codec.decode(say("n\u0303"));
    assertThat(((ClientFrame.Say) good.frame()).text()).isEqualTo("\u00f1");
  }

  @Test
  void aPlanHasFiveShortSteps() {
    assertThat(codec.decode(plan(Collections.nCopies(5, "x".repeat(120)))))
        .isInstanceOf(Decoded.Good.class);
    assertThat(refusal(plan(List.of("x".repeat(121))))).isEqualTo(Refusal.TOO_LONG);
  }

  @Test
  void whatPeopleWriteIsNotPrinted() {
    assertThat(codec.decode(say("canary words")).toString()).doesNotContain("canary");
    assertThat(
            codec
                .decode(
                    "{'type':'contact-share','conversation':'%s','phone':'canary','consent':'ask'}"
                        .formatted(ID)
                        .replace('\'', '"'))
                .toString())
        .contains("ContactShare")
        .doesNotContain("canary");
    assertThat(new ServerFrame.ContactOpened(ID, 1, "canary", "canary", "yes").toString())
        .doesNotContain("canary");
    assertThat(codec.decode("{\"type\":\"hello\",\"token\":\"canary\"}").toString())
        .doesNotContain("canary");
    assertThat(codec.decode("{\"type\":\"check-in\",\"when\":\"before\",\"upset\":7}").toString())
        .doesNotContain("7");
    assertThat(new ServerFrame.Words(List.of("canary"), null).toString()).doesNotContain("canary");
    assertThat(new ServerFrame.Pass("canary", 1).toString()).doesNotContain("canary");
    var you = new ServerFrame.You(ID, "seeker", null);
    var limits = new ServerFrame.Limits(1, 1, 1, 1, 1);
    assertThat(
            new ServerFrame.Welcome(you, List.of(), false, null, limits, "L1", 1, "canary")
                .toString())
        .doesNotContain("canary");
    assertThat(new ServerFrame.Next(ID, "canary").toString()).doesNotContain("canary");
    assertThat(
            new ServerFrame.Card(ID, "canary", List.of("canary"), null, null, null, "unsure", true)
                .toString())
        .doesNotContain("canary", "unsure");
    assertThat(
            codec
                .decode(
                    "{'type':'about','topics':[],'wants':'anyone','safe':'unsure'}"
                        .replace('\'', '"'))
                .toString())
        .contains("About")
        .doesNotContain("unsure");
    assertThat(
            new ServerFrame.Place(
                    1, null, null, 1, null, null, null, null, List.of(), "anyone", 10, "unsure",
                    null, null, null)
                .toString())
        .doesNotContain("unsure");
    assertThat(
            new ServerFrame.WayBack(1, 1, true, "canary", List.of("canary"), null, null).toString())
        .doesNotContain("canary");
  }

  private static String plan(List<String> steps) {
    return "{'type':'card','words':'w','text':'','plan':['%s'],'show':true}"
        .formatted(String.join("','", steps))
        .replace('\'', '"');
  }

  private Refusal refusal(String text) {
    return ((Decoded.Bad) codec.decode(text)).refusal();
  }

  private String say(String text) {
    return json.createObjectNode()
        .put("type", "say")
        .put("conversation", ID)
        .put("id", ID)
        .put("text", text)
        .toString();
  }

  private Stream<DynamicTest> golden(String side, Class<?> frames) {
    return names(side).stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertRoundTrip(side, name, frames)));
  }

  private void assertRoundTrip(String side, String name, Class<?> frames) throws IOException {
    var examples = json.readTree(Files.readString(FRAMES.resolve(side).resolve(name + ".json")));
    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      Object frame = json.treeToValue(example, frames);
      assertThat(json.readTree(json.writeValueAsString(frame))).isEqualTo(example);
      if (side.equals("client")) {
        assertThat(codec.decode(example.toString()))
            .isEqualTo(new Decoded.Good((ClientFrame) frame));
      }
    }
  }

  private static Set<String> types(Class<?> frames) {
    return Arrays.stream(frames.getPermittedSubclasses())
        .map(type -> type.getAnnotation(JsonTypeName.class).value())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String side) {
    try (var files = Files.list(FRAMES.resolve(side))) {
      return Set.copyOf(
          List.copyOf(files.map(f -> f.getFileName().toString().replace(".json", "")).toList()));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
