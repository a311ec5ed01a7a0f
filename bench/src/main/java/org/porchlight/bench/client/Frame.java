package org.porchlight.bench.client;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A frame that was heard, or one to send (PROTOCOL.md, S1). It prints its type alone, never words.
 *
 * @param json all of it
 * @param at when it was heard or made, {@link System#nanoTime()}
 */
public record Frame(ObjectNode json, long at) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A frame to send. */
  public static Frame of(String type) {
    return new Frame(JSON.createObjectNode().put("type", type), System.nanoTime());
  }

  /**
   * What a server sent.
   *
   * @throws IllegalArgumentException when it is no frame
   */
  static Frame parse(String text, long at) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object && object.has("type")) {
        return new Frame(object, at);
      }
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("the server sent something that is not JSON", notJson);
    }
    throw new IllegalArgumentException("the server sent something that is no frame");
  }

  /** With one more field. */
  public Frame with(String field, String value) {
    json.put(field, value);
    return this;
  }

  /** With one more field. */
  public Frame with(String field, boolean value) {
    json.put(field, value);
    return this;
  }

  /** With one more field. */
  public Frame with(String field, long value) {
    json.put(field, value);
    return this;
  }

  /** With one more field. */
  public Frame with(String field, Iterable<String> values) {
    values.forEach(json.putArray(field)::add);
    return this;
  }

  /** What kind of frame. */
  public String type() {
    return text("type");
  }

  /** A text field, empty when it is not there. */
  public String text(String field) {
    return json.path(field).asString("");
  }

  /** A whole number, 0 when it is not there. */
  public long number(String field) {
    return json.path(field).asLong(0);
  }

  /** A yes or no, no when it is not there. */
  public boolean is(String field) {
    return json.path(field).asBoolean(false);
  }

  /** A part of it; a missing one is empty. */
  public JsonNode at(String field) {
    return json.path(field);
  }

  /** A frame that lies in this one. */
  public Frame inner(JsonNode part) {
    return new Frame((ObjectNode) part, at);
  }

  String encoded() {
    return json.toString();
  }

  @Override
  public String toString() {
    return type();
  }
}
