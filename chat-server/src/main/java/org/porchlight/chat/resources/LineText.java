package org.porchlight.chat.resources;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a crisis line.
 *
 * @param kind emergency, talk, text or chat
 * @param value the number, the short code, or the link
 * @param hours when, where it is known
 * @param free whether it costs nothing, where it is known
 * @param audience youth or adult; null where it is for everybody
 * @param languages the codes of those in which it answers; null where they are not known
 * @param note what else seekers read under it; null where there is nothing
 * @param source the page on which it can be checked; null where a line shipped without one
 */
record LineText(
    String name,
    String kind,
    String value,
    @Nullable String hours,
    @Nullable Boolean free,
    @Nullable String audience,
    @Nullable List<String> languages,
    @Nullable LineNote note,
    @Nullable String source) {}
