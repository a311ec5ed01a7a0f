package org.porchlight.chat.duty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a peer has been at it.
 *
 * @param since since when they are on duty; null when they are not, or nobody knows
 * @param rested when their last breather ended, or will end; null when nobody knows of any
 */
public record Stretch(@Nullable Instant since, @Nullable Instant rested) {}
