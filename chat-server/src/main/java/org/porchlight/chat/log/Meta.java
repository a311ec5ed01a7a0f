package org.porchlight.chat.log;

import static org.porchlight.redis.RedisScript.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.Badge;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.ConversationId;
import org.porchlight.chat.conversation.Member;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Step;
import org.porchlight.chat.sealing.DataKey;
import org.porchlight.chat.sealing.KeyVault;
import org.porchlight.moderation.ConversationContext;

/** What the {@code meta} hash of a conversation says. */
record Meta(
    Conversation conversation, List<Member> earlier, List<Step> steps, long seq, DataKey key) {
  Meta {
    earlier = List.copyOf(earlier);
    steps = List.copyOf(steps);
  }

  static Meta of(ConversationId id, Map<String, byte[]> fields, KeyVault vault) {
    String epoch = field(fields, "epoch");
    Member seeker = new Member(Part.SEEKER, field(fields, "seeker"), field(fields, "name:seeker"));
    Member peer =
        fields.containsKey("peer")
            ? new Member(
                Part.PEER, field(fields, "peer"), field(fields, "name:peer"), badge(fields))
            : null;
    Member supervisor =
        fields.containsKey("supervisor")
            ? new Member(
                Part.SUPERVISOR, field(fields, "supervisor"), field(fields, "name:supervisor"))
            : null;
    ConversationContext context =
        new ConversationContext(
            Integer.parseInt(field(fields, "level")),
            Integer.parseInt(field(fields, "watches")),
            fields.containsKey("preparations")
                ? Integer.parseInt(field(fields, "preparations"))
                : 0,
            fields.containsKey("minor") && field(fields, "minor").equals("1"));
    List<Member> earlier = earlier(fields);
    Conversation conversation =
        conversation(id, fields, epoch, seeker, peer, supervisor, context, earlier.size() + 1);
    return new Meta(
        conversation,
        earlier,
        steps(fields),
        Long.parseLong(field(fields, "seq")),
        vault.unwrap(id.value(), bytes(fields, "key")));
  }

  String epoch() {
    return conversation.epoch();
  }

  Member seeker() {
    return conversation.seeker();
  }

  Member member(Part part, String person) {
    Member current = conversation.member(part);
    if (current != null && current.id().equals(person)) {
      return current;
    }
    return Stream.concat(earlier.stream(), steps.stream().map(Step::by))
        .filter(member -> member.part() == part && member.id().equals(person))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("a message by someone who was never in the conversation"));
  }

  private static @Nullable Badge badge(Map<String, byte[]> fields) {
    String badge = fields.containsKey("badge:peer") ? field(fields, "badge:peer") : "";
    return badge.isEmpty() ? null : Badge.of(badge);
  }

  /** Peers who were in it before the one who is, as {@code vacate.lua} and others keep them. */
  private static List<Member> earlier(Map<String, byte[]> fields) {
    return fields.containsKey("earlier")
        ? field(fields, "earlier")
            .lines()
            .map(line -> line.split(" ", 2))
            .map(member -> new Member(Part.PEER, member[0], member[1]))
            .toList()
        : List.of();
  }

  /** What was done, as {@code step.lua}, {@code hand-over.lua} and others keep it. */
  private static List<Step> steps(Map<String, byte[]> fields) {
    return fields.containsKey("steps")
        ? field(fields, "steps").lines().map(Steps::read).toList()
        : List.of();
  }

  /** As {@code reopen.lua} keeps it. */
  private static Conversation.@Nullable CameBack cameBack(Map<String, byte[]> fields) {
    if (!fields.containsKey("seekerFrom")) {
      return null;
    }
    String[] back = field(fields, "seekerFrom").split("\\|", 2);
    return new Conversation.CameBack(Long.parseLong(back[0]), Integer.parseInt(back[1]));
  }

  private static Conversation conversation(
      ConversationId id,
      Map<String, byte[]> fields,
      String epoch,
      Member seeker,
      @Nullable Member peer,
      @Nullable Member supervisor,
      ConversationContext context,
      int turn) {
    long from = fields.containsKey("from") ? Long.parseLong(field(fields, "from")) : 1;
    Conversation.CameBack back = cameBack(fields);
    String state = field(fields, "state");
    Member with = peer == null ? supervisor : peer;
    return switch (state) {
      case "waiting" -> new Conversation.Waiting(id, epoch, seeker, context, turn);
      case "open" ->
          new Conversation.Open(
              id,
              epoch,
              seeker,
              present(with),
              supervisor,
              context,
              turn,
              from,
              RedisHandOvers.standing(fields),
              Consults.read(fields),
              back);
      case "held" ->
          new Conversation.Held(
              id,
              epoch,
              seeker,
              present(with),
              supervisor,
              context,
              from,
              Consults.read(fields),
              back);
      case "closed" ->
          new Conversation.Closed(
              id,
              epoch,
              seeker,
              with,
              supervisor,
              context,
              Conversation.Why.of(field(fields, "why")),
              from,
              back);
      default -> throw new IllegalStateException("state: " + state);
    };
  }

  private static Member present(@Nullable Member with) {
    if (with == null) {
      throw new IllegalStateException("with: nobody (expected: one, in an open conversation)");
    }
    return with;
  }

  private static String field(Map<String, byte[]> fields, String name) {
    return text(bytes(fields, name));
  }

  /** A field that every such hash or entry has. */
  static byte[] bytes(Map<String, byte[]> fields, String name) {
    byte[] value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("field missing: " + name);
    }
    return value;
  }
}
