package org.porchlight.chat.intake;

/**
 * A peer with whom a seeker has talked, where both would like to again.
 *
 * @param id who
 * @param hold whether the seeker would wait for them while they are not there
 */
public record KnownPeer(String id, boolean hold) {}
