package org.porchlight.matching;

import java.time.Duration;

/**
 * Who is there.
 *
 * @param waiting tickets in line, those who dropped not counted
 * @param longestWait how long the one who came first has waited, zero when nobody waits
 * @param onDuty peers on duty who may take seekers
 * @param freePlaces places that could take an offer now
 * @param supervisors supervisors whose nodes have been heard of lately
 */
public record Census(
    int waiting, Duration longestWait, int onDuty, int freePlaces, int supervisors) {}
