package org.porchlight.chat.outcomes;

/** Which items of the check-in the house asks about now. */
@FunctionalInterface
public interface AskedItems {

  /** Whether it asks about this one. */
  boolean asks(CheckIns.Item item);
}
