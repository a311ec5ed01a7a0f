package org.porchlight.chat.resources;

import java.time.Instant;

/**
 * Somebody tried a crisis line.
 *
 * @param line the id of the line
 * @param name what it was called then
 * @param value the number, the short code or the link that was tried
 * @param outcome answered, waited (answered after a long wait), nobody, or other (not this service)
 * @param by the id of the member of staff
 */
record TestCall(
    String line, String region, String name, String value, String outcome, Instant at, String by) {}
