package org.porchlight.chat.resources;

import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a crisis line.
 *
 * @param kind emergency, talk, text or chat
 * @param value the number, the short code, or the link
 * @param hours when, where it is known
 * @param free whether it costs nothing, where it is known
 * @param audience youth or adult; null where it is for everybody
 * @param source the page on which it can be checked; null where a line shipped without one
 */
record LineText(
    String name,
    String kind,
    String value,
    @Nullable String hours,
    @Nullable Boolean free,
    @Nullable String audience,
    @Nullable String source) {}
