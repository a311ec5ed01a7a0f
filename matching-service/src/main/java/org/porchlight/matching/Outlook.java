package org.porchlight.matching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it looks for somebody who comes now.
 *
 * @param door whether somebody is there
 * @param range an honest range of the wait, or null when none can be told or nobody is there
 * @param asOf when this was true
 */
public record Outlook(Door door, Place.@Nullable Range range, Instant asOf) {}
