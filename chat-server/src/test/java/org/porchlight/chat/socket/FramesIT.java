package org.porchlight.chat.socket;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.porchlight.chat.pretend.Night;
import org.porchlight.chat.pretend.PretendClient;
import org.porchlight.chat.pretend.RunningServer;
import org.porchlight.chat.protocol.ClientFrame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every frame, from everybody. One that is not in the table fails, so whoever adds a frame says
 * here whose it is; it is nobody else's.
 */
class FramesIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FRAMES = Path.of("protocol/frames/client");
  private static final int NO_HELLO = 4408;
  private static final int PASS_ENDED = 4410;

  private final RunningServer server = RunningServer.shared();
  private final Night night = new Night(server);

  private enum Who {
    SEEKER,
    PEER,
    SUPERVISOR,
    COORDINATOR,
    CLINICIAN
  }

  private static final Set<Who> SEEKERS = Set.of(Who.SEEKER);
  private static final Set<Who> PEERS = Set.of(Who.PEER);
  private static final Set<Who> SUPERVISORS = Set.of(Who.SUPERVISOR, Who.COORDINATOR);
  private static final Set<Who> SUPERVISORS_AND_CLINICIANS =
      Set.of(Who.SUPERVISOR, Who.COORDINATOR, Who.CLINICIAN);
  private static final Set<Who> EVERYBODY = Set.of(Who.values());

  private static final Map<String, Set<Who>> TABLE =
      Map.ofEntries(
          // It is said once, by nobody yet.
          entry("hello", Set.of()),
          entry("say", EVERYBODY),
          entry("typing", EVERYBODY),
          entry("resume", EVERYBODY),
          entry("end", Set.of(Who.SEEKER, Who.PEER, Who.SUPERVISOR, Who.COORDINATOR)),
          entry("raise", Set.of(Who.SEEKER, Who.PEER)),
          entry("again", Set.of(Who.SEEKER, Who.PEER)),
          entry("check", Set.of(Who.SEEKER, Who.PEER)),
          entry("plan", Set.of(Who.SEEKER, Who.PEER)),
          entry("duty", Set.of(Who.PEER, Who.CLINICIAN)),
          entry("join-in", SUPERVISORS_AND_CLINICIANS),
          entry("step-out", SUPERVISORS_AND_CLINICIANS),
          entry("join", SEEKERS),
          entry("about", SEEKERS),
          entry("note", SEEKERS),
          entry("check-in", SEEKERS),
          entry("last-word", SEEKERS),
          entry("leave", SEEKERS),
          entry("back", SEEKERS),
          entry("anyone", SEEKERS),
          entry("region", SEEKERS),
          entry("words", SEEKERS),
          entry("go-in", SEEKERS),
          entry("keep", SEEKERS),
          entry("card", SEEKERS),
          entry("forget", SEEKERS),
          entry("other-peer", SEEKERS),
          entry("still-here", SEEKERS),
          entry("moment", SEEKERS),
          entry("next", SEEKERS),
          entry("delete", SEEKERS),
          entry("exit", SEEKERS),
          entry("reply", SEEKERS),
          entry("contact-share", SEEKERS),
          entry("contact-keep", SEEKERS),
          entry("contact-allow", SEEKERS),
          entry("accept", PEERS),
          entry("decline", PEERS),
          entry("breather", PEERS),
          entry("wrap-up", PEERS),
          entry("hand-over", PEERS),
          entry("stay", PEERS),
          entry("more-time", PEERS),
          entry("board", SUPERVISORS),
          entry("queue", SUPERVISORS),
          entry("watch", SUPERVISORS),
          entry("unwatch", SUPERVISORS),
          entry("whisper", Set.of(Who.PEER, Who.SUPERVISOR, Who.COORDINATOR)),
          entry("offer-resource", Set.of(Who.PEER, Who.SUPERVISOR, Who.COORDINATOR)),
          entry("take-over", SUPERVISORS),
          entry("answer", SUPERVISORS),
          entry("claim", SUPERVISORS),
          entry("let-go", SUPERVISORS),
          entry("release", SUPERVISORS),
          entry("resolve", SUPERVISORS),
          entry("block", SUPERVISORS),
          entry("thread-close", SUPERVISORS),
          entry("blocks", SUPERVISORS),
          entry("review", SUPERVISORS),
          entry("clinicians", SUPERVISORS),
          entry("offer-clinician", SUPERVISORS),
          entry("contact-offer", SUPERVISORS),
          entry("contact-open", SUPERVISORS),
          entry("contact-pass", SUPERVISORS),
          entry("contact-confirm", SUPERVISORS),
          entry("contact-passed", SUPERVISORS));

  @AfterEach
  void goHome() {
    night.close();
  }

  @Test
  @DisplayName("every frame that there is has its row")
  void everyFrameHasItsRow() {
    assertThat(TABLE.keySet())
        .isEqualTo(
            Arrays.stream(ClientFrame.class.getPermittedSubclasses())
                .map(frame -> frame.getAnnotation(JsonTypeName.class).value())
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  @DisplayName("every frame is refused to whomever its row does not name, and to nobody else")
  void everyFrameForEveryRole(Who who) throws IOException {
    PretendClient client = connect(who);
    // After an exit there is no more to say.
    List<String> types = new ArrayList<>(new TreeSet<>(TABLE.keySet()));
    types.remove("exit");
    for (String type : types) {
      assertThat(isRefused(client, type))
          .as("%s says %s", who, type)
          .isEqualTo(!TABLE.getOrDefault(type, Set.of()).contains(who));
    }
    if (who == Who.SEEKER) {
      examples("exit").forEach(exit -> client.sendText(exit.toString()));
      assertThat(client.closeCode()).isEqualTo(PASS_ENDED);
    } else {
      assertThat(isRefused(client, "exit")).as("%s says exit", who).isTrue();
    }
  }

  @Test
  @DisplayName("before hello there is no other frame, whatever it says")
  void nothingBeforeHello() throws IOException {
    for (String type : TABLE.keySet()) {
      if (!type.equals("hello")) {
        try (PretendClient stranger = server.connect()) {
          stranger.sendText(examples(type).getFirst().toString());
          assertThat(stranger.next("bye").path("reason").asString()).as(type).isEqualTo("no_hello");
          assertThat(stranger.closeCode()).as(type).isEqualTo(NO_HELLO);
        }
      }
    }
  }

  /** Whether none of the examples of a frame is theirs: some are one role's and some another's. */
  private static boolean isRefused(PretendClient client, String type) throws IOException {
    List<JsonNode> examples = examples(type);
    examples.forEach(example -> client.sendText(example.toString()));
    client.settle();
    return client
            .everything()
            .lines()
            .map(JSON::readTree)
            .filter(frame -> frame.path("re").asString("").equals(type))
            .filter(frame -> frame.path("reason").asString("").equals("not_allowed"))
            .count()
        == examples.size();
  }

  private static List<JsonNode> examples(String type) throws IOException {
    String golden = Files.readString(FRAMES.resolve(type + ".json"));
    return JSON.readTree(golden).valueStream().toList();
  }

  private PretendClient connect(Who who) {
    return switch (who) {
      case SEEKER -> night.seeker();
      case PEER -> night.peer("peer");
      case SUPERVISOR -> night.supervisor();
      case COORDINATOR -> {
        PretendClient coordinator = night.stranger();
        coordinator.send("hello", "ticket", server.staff("coordinator").ticket()).next("welcome");
        yield coordinator;
      }
      case CLINICIAN -> night.clinician();
    };
  }
}
