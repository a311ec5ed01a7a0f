package org.porchlight.chat.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to call or write to.
 *
 * @param name what it is called
 * @param kind emergency, talk, text or chat
 * @param value the number, the short code, or the link
 * @param hours when, where it is known
 * @param free whether it costs nothing, where it is known
 * @param audience youth or adult, where it is not for everybody
 * @param languages the codes of those in which it answers, where they are known
 * @param note what else there is to know, where there is something
 * @param checkedOn the day on which we checked the source, ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CrisisLine(
    String name,
    String kind,
    String value,
    @Nullable String hours,
    @Nullable Boolean free,
    @Nullable String audience,
    @Nullable List<String> languages,
    @Nullable LineNote note,
    String checkedOn) {}
