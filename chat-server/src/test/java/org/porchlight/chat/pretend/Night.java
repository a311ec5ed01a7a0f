package org.porchlight.chat.pretend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who come, meet and are seen off: whatever a test leaves behind ends with its night. */
public final class Night implements AutoCloseable {
  private static final String ARRIVAL =
      "{\"noticeVersion\":1,\"ageBand\":\"a18\",\"language\":\"en\",\"region\":\"us\"}";

  /** On its own, or within {@code welcome}. */
  private static final Pattern OPENED =
      Pattern.compile("\"type\":\"opened\",\"conversation\":\"([^\"]{22})\"");

  private final RunningServer server;
  private final PretendStaff nobody;
  private final List<PretendClient> seekers = new ArrayList<>();
  private final List<PretendClient> peers = new ArrayList<>();
  private final List<PretendClient> others = new ArrayList<>();

  /** A night on a server. */
  public Night(RunningServer server) {
    this.server = server;
    this.nobody = PretendStaff.atTheDoor(server);
  }

  /** Two people in a conversation. */
  public record Pair(PretendClient seeker, PretendClient peer, String conversation, String epoch) {

    /** The seeker says something, and it is kept and heard. */
    public void seekerSays(String text) {
      say(seeker, peer, text);
    }

    /** The peer says something, and it is kept and heard. */
    public void peerSays(String text) {
      say(peer, seeker, text);
    }

    private void say(PretendClient from, PretendClient to, String text) {
      String id = PretendClient.newId();
      from.send("say", "conversation", conversation, "id", id, "text", text);
      from.await("kept", kept -> kept.path("id").asString().equals(id));
      to.await("said", said -> said.path("id").asString().equals(id));
    }
  }

  /** A seeker's pass. */
  public String token() {
    return JsonMapper.shared()
        .readTree(nobody.post("/api/seekers", ARRIVAL).body())
        .path("token")
        .stringValue();
  }

  /** A seeker who has been welcomed. */
  public PretendClient seeker() {
    return seeker(token());
  }

  /** The seeker with that pass, on a new socket, who has been welcomed. */
  public PretendClient seeker(String token) {
    PretendClient seeker = server.connect();
    seekers.add(seeker);
    seeker.send("hello", "token", token);
    seeker.next("welcome");
    return seeker;
  }

  /** A peer who has been welcomed. */
  public PretendClient peer(String login) {
    PretendClient peer = stranger();
    peer.send("hello", "ticket", server.staff(login).ticket());
    peers.add(peer);
    if (peer.next("welcome").path("duty").has("restsUntil")) {
      // From a conversation of another test that was hard: its breather is told as it is, and again
      // as something that changed.
      peer.send("breather", "minutes", 0);
      peer.await("duty", duty -> duty.has("why"));
      peer.await("duty", duty -> !duty.has("why"));
    }
    return peer;
  }

  /** Somebody is on duty who takes a breather: the door is open, and nobody is offered to them. */
  public PretendClient doorKeeper() {
    PretendClient keeper = peer("peer7");
    keeper.send("duty", "on", true).await("duty");
    keeper.send("breather", "minutes", 60);
    keeper.await("duty", duty -> duty.has("restsUntil") && duty.has("why"));
    keeper.await("duty", duty -> duty.has("restsUntil") && !duty.has("why"));
    return keeper;
  }

  /** A supervisor who has been welcomed. */
  public PretendClient supervisor() {
    return staff("supervisor");
  }

  /** A clinician who has been welcomed. */
  public PretendClient clinician() {
    return staff("clinician");
  }

  /** A socket on which nothing has been said yet. */
  public PretendClient stranger() {
    PretendClient stranger = server.connect();
    others.add(stranger);
    return stranger;
  }

  /** A new seeker and this peer meet; the peer is off duty after. */
  public Pair pair(PretendClient peer) {
    return pair(seeker(), peer);
  }

  /** This seeker and this peer meet; the peer is off duty after. */
  public Pair pair(PretendClient seeker, PretendClient peer) {
    return pair(seeker, peer, "language", "en");
  }

  /** The same, with what the seeker joins the line with. */
  public Pair pair(PretendClient seeker, PretendClient peer, Object... join) {
    peer.send("duty", "on", true, "capacity", 3).await("duty");
    throughTheDoor(seeker);
    seeker.send("join", join);
    seeker.await("place");
    peer.send("accept", "offer", peer.await("offer").path("offer").stringValue());
    JsonNode opened = seeker.await("opened");
    String conversation = opened.path("conversation").stringValue();
    peer.await("opened", frame -> frame.path("conversation").asString().equals(conversation));
    seeker.await("caught-up");
    peer.await("caught-up");
    peer.await("duty", duty -> duty.path("taken").asInt() > 0);
    peer.send("duty", "on", false).await("duty");
    return new Pair(seeker, peer, conversation, opened.path("epoch").stringValue());
  }

  /** Somebody is on duty by now; that nobody was is of no interest any more. */
  private static void throughTheDoor(PretendClient seeker) {
    seeker.settle();
    String told = seeker.everything();
    int open =
        Math.max(
            told.lastIndexOf("\"state\":\"open\"}"),
            told.lastIndexOf("\"state\":\"open\",\"alone\""));
    if (told.lastIndexOf("\"type\":\"door\"") > open) {
      seeker.await("door", door -> door.path("state").asString().equals("open"));
    }
    seeker.forget("door");
  }

  /** Everybody goes home: duties, conversations and places end. */
  @Override
  public void close() {
    peers.stream().filter(peer -> !peer.isClosed()).forEach(Night::goHome);
    seekers.stream()
        .filter(seeker -> !seeker.isClosed())
        .forEach(seeker -> seeker.send("exit").closeCode());
    others.forEach(PretendClient::close);
  }

  private static void goHome(PretendClient peer) {
    peer.send("duty", "on", false);
    OPENED
        .matcher(peer.everything())
        .results()
        .map(opened -> opened.group(1))
        .distinct()
        .forEach(conversation -> peer.send("end", "conversation", conversation));
    peer.settle();
  }

  private PretendClient staff(String login) {
    PretendClient client = stranger();
    client.send("hello", "ticket", server.staff(login).ticket());
    client.next("welcome");
    return client;
  }
}
