package org.porchlight.chat.access;

/**
 * What a peer is certified for, as it is recorded now.
 *
 * @param level practice, supervised or independent
 * @param clearedForMinors whether they may talk with people of 16 and 17
 */
public record Certification(String level, boolean clearedForMinors) {}
