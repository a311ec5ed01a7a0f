package org.porchlight.chat.conversation;

/** What came of wanting a conversation gone. */
public enum Deletion {
  /** Its key is destroyed: nobody can read it again. */
  DESTROYED,
  /** Something in it is flagged: it goes once a person has looked, or when its time is over. */
  WAITS_FOR_REVIEW
}
