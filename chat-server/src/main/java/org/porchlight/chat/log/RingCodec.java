package org.porchlight.chat.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.porchlight.chat.conversation.Concern;
import org.porchlight.chat.conversation.Conversation;
import org.porchlight.chat.conversation.MessageId;
import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;

/**
 * What travels through the doorbell. A message is {@code m<seq>|<id>|<part>:<person>|<ms>\n} and
 * the sealed text, as {@code append.lua} publishes it; a signal is {@code s<kind>|<field>|<field>}.
 */
final class RingCodec {
  private RingCodec() {}

  /** A message as it travels, still sealed. */
  record SealedMessage(
      long seq, MessageId id, Part part, String person, Instant at, byte[] sealed) {}

  static boolean isMessage(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == 'm';
  }

  static SealedMessage message(byte[] bytes) {
    int end = 0;
    while (bytes[end] != '\n') {
      end++;
    }
    String[] head = new String(bytes, 1, end - 1, StandardCharsets.US_ASCII).split("\\|", -1);
    String[] by = head[2].split(":", 2);
    return new SealedMessage(
        Long.parseLong(head[0]),
        new MessageId(head[1]),
        Part.of(by[0]),
        by[1],
        Instant.ofEpochMilli(Long.parseLong(head[3])),
        Arrays.copyOfRange(bytes, end + 1, bytes.length));
  }

  static byte[] encode(Ring ring) {
    String signal =
        switch (ring) {
          case Ring.Look look ->
              throw new IllegalArgumentException("only the scripts ring for a look");
          case Ring.Message message ->
              throw new IllegalArgumentException("only the append script rings for a message");
          case Ring.Typing typing -> "typing|" + typing.who().code() + "|" + typing.on();
          case Ring.Presence presence ->
              "presence|" + presence.who().code() + "|" + lower(presence.state());
          case Ring.Watched watched -> "watched|" + watched.reading() + "|" + watched.by();
          case Ring.Decided decided -> "decided|" + decided.writer() + "|" + decided.message();
          case Ring.Whispered whispered ->
              throw new IllegalArgumentException("only the whisper script rings for a whisper");
          case Ring.Stepped stepped ->
              throw new IllegalArgumentException("only the scripts ring for a step");
          case Ring.Contact card ->
              throw new IllegalArgumentException("only the scripts ring for a card");
          case Ring.Planned planned ->
              throw new IllegalArgumentException("only the plan script rings for a plan");
          case Ring.Moved moved -> "moved";
          case Ring.NobodyYet nobody -> {
            Concern raised = nobody.raised();
            yield "nobody-yet|" + nobody.who().code() + (raised == null ? "" : "|" + lower(raised));
          }
          case Ring.Quiet quiet ->
              throw new IllegalArgumentException("only the scripts ring for the quiet clock");
          case Ring.Time time ->
              throw new IllegalArgumentException("only the scripts ring for the usual time");
          case Ring.Seen seen -> "seen|" + lower(seen.concern()) + "|" + seen.by();
          case Ring.Closed closed -> "closed|" + closed.why().code();
        };
    return ("s" + signal).getBytes(StandardCharsets.UTF_8);
  }

  static Ring signal(byte[] bytes) {
    String signal = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    // The names in a step may have a bar in them.
    String[] fields = signal.split("\\|", signal.startsWith("stepped|") ? 2 : 3);
    return switch (fields[0]) {
      case "look" -> new Ring.Look();
      case "typing" -> new Ring.Typing(Part.of(fields[1]), Boolean.parseBoolean(fields[2]));
      case "presence" ->
          new Ring.Presence(
              Part.of(fields[1]), Ring.State.valueOf(fields[2].toUpperCase(Locale.ROOT)));
      case "watched" -> new Ring.Watched(fields[2], Boolean.parseBoolean(fields[1]));
      case "decided" -> new Ring.Decided(fields[1], new MessageId(fields[2]));
      case "whispered" -> new Ring.Whispered(fields[1], new MessageId(fields[2]));
      case "stepped" -> new Ring.Stepped(Steps.read(fields[1]));
      case "contact" -> new Ring.Contact();
      case "planned" -> new Ring.Planned();
      case "moved" -> new Ring.Moved();
      case "nobody-yet" ->
          new Ring.NobodyYet(Part.of(fields[1]), fields.length < 3 ? null : concern(fields[2]));
      case "quiet" -> quiet(fields[1], fields[2]);
      case "time" -> time(fields[1], fields[2]);
      case "seen" -> new Ring.Seen(concern(fields[1]), fields[2]);
      case "closed" -> new Ring.Closed(Conversation.Why.of(fields[1]));
      default -> throw new IllegalArgumentException("signal: unknown kind");
    };
  }

  private static Concern concern(String name) {
    return Concern.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As {@code quiet.lua} keeps it. */
  static Ring.Quiet quiet(String hush, String till) {
    Ring.Hush far = Ring.Hush.valueOf(hush.toUpperCase(Locale.ROOT));
    return new Ring.Quiet(
        far,
        far == Ring.Hush.CLOSING || far == Ring.Hush.HELD
            ? Instant.ofEpochMilli(Long.parseLong(till))
            : null);
  }

  /** As {@code time.lua} keeps it. */
  static Ring.Time time(String stage, String minutes) {
    return new Ring.Time(
        Ring.Stage.valueOf(stage.toUpperCase(Locale.ROOT)), Integer.parseInt(minutes));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
