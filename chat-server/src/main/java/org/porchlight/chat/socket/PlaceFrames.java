package org.porchlight.chat.socket;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.protocol.ServerFrame;
import org.porchlight.matching.Place;
import org.porchlight.matching.TicketEvent.Because;
import org.porchlight.matching.Wish;

/** A place in line in the words of the wire, with a reason only where one is known. */
final class PlaceFrames {
  /** What can put somebody further back, the weightiest first; nothing else does. */
  private static final List<Because> BACK =
      List.of(Because.URGENT, Because.RETURNED, Because.JOINED);

  private static final List<Because> FORWARD = List.of(Because.SERVED, Because.LEFT);

  private PlaceFrames() {}

  /**
   * The place, asked for by its seeker.
   *
   * @param told whether a supervisor is there who can see that they are not safe
   */
  static ServerFrame.Place asked(Place place, ConversationLog.KeptInLine kept, boolean told) {
    return frame(place, kept, told, null, null);
  }

  /**
   * The place after something happened in the line.
   *
   * @param told whether a supervisor is there who can see that they are not safe
   * @param before the position told last, 0 for none
   * @param happened what happened since, in order
   */
  static ServerFrame.Place moved(
      Place place,
      ConversationLog.KeptInLine kept,
      boolean told,
      int before,
      List<Because> happened) {
    boolean moved = before != 0 && place.position() != before;
    Because because =
        moved
            ? first(place.position() > before ? BACK : FORWARD, happened)
            : first(List.of(Because.DUTY), happened);
    return frame(place, kept, told, moved ? "moved" : null, because);
  }

  private static @Nullable Because first(List<Because> reasons, List<Because> happened) {
    return reasons.stream().filter(happened::contains).findFirst().orElse(null);
  }

  private static ServerFrame.Place frame(
      Place place,
      ConversationLog.KeptInLine kept,
      boolean told,
      @Nullable String why,
      @Nullable Because because) {
    Place.Range range = place.range();
    Wish wish = place.wish();
    Duration patience = wish.patience();
    return new ServerFrame.Place(
        place.position(),
        range == null ? null : range.minMinutes(),
        range == null ? null : range.maxMinutes(),
        place.asOf().toEpochMilli(),
        why,
        because == null ? null : Frames.lower(because),
        place.patienceOver() ? "lived" : null,
        place.held() ? true : null,
        wish.topics().stream().sorted().toList(),
        Frames.lower(wish.wants()),
        (int) patience.toMinutes(),
        kept.safe(),
        told ? true : null,
        kept.note() ? true : null,
        kept.help());
  }
}
