package org.porchlight.chat.socket;

import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Ring;

/** Everything but one's own: a writer knows of their own message by {@code kept}. */
class TalkEar extends Follow.Ear {
  private final Part part;
  private final String person;

  TalkEar(Part part, String person) {
    this.part = part;
    this.person = person;
  }

  @Override
  final boolean hears(Ring ring) {
    return switch (ring) {
      case Ring.Look look -> true;
      case Ring.Message message -> !message.message().author().id().equals(person);
      case Ring.Typing typing -> typing.who() != part;
      case Ring.Presence presence -> presence.who() != part;
      case Ring.Watched watched -> true;
      case Ring.Decided decided -> decided.writer().equals(person);
      case Ring.Whispered whispered -> part == Part.PEER && whispered.peer().equals(person);
      case Ring.Stepped stepped -> true;
      case Ring.Contact card -> part == Part.SEEKER;
      case Ring.Planned planned -> part != Part.CLINICIAN;
      case Ring.Moved moved -> false;
      case Ring.NobodyYet nobody -> part == nobody.who();
      case Ring.Quiet quiet ->
          switch (quiet.hush()) {
            case STILL -> part == Part.SEEKER;
            case PEER -> part == Part.PEER;
            case CLOSING, HELD, MOMENT, OVER -> part != Part.SUPERVISOR;
          };
      case Ring.Time time -> part == Part.SEEKER || part == Part.PEER;
      case Ring.Seen seen -> part == seen.concern().by();
      case Ring.Closed closed -> true;
    };
  }
}
