package org.porchlight.chat.policy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.porchlight.moderation.Policy;

/** What speaks now, on this node. */
public interface RulesInForce {

  /** The ids of every rule there is. */
  Set<String> ids();

  /** Which of them speak. */
  Policy policy();

  /** Since when. */
  Instant since();

  /** Why the file that is there now was not taken, or null when it was. */
  @Nullable String problem();
}
