package org.porchlight.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** Frames to and from JSON. Reading never fails: what is no frame is a {@link Decoded.Bad}. */
public final class FrameCodec {
  private static final int DEEPEST = 8;
  private static final int LONGEST_NUMBER = 20;

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(ClientFrame.class.getPermittedSubclasses())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.getAnnotation(JsonTypeName.class).value(), Function.identity()));

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, FrameCodec::onlyText)
          .build();

  /** What came of reading a text message. */
  public sealed interface Decoded {

    /** A frame whose fields are of the right kind and size. */
    record Good(ClientFrame frame) implements Decoded {}

    /**
     * No frame.
     *
     * @param re the type it claims, when that is one of ours
     * @param id the client's message id, when it has one of the right shape
     * @param conversation the conversation it names, when of the right shape
     * @param refusal why
     * @param field the field at fault, if one is
     */
    record Bad(
        @Nullable String re,
        @Nullable String id,
        @Nullable String conversation,
        Refusal refusal,
        @Nullable String field)
        implements Decoded {

      /** What is no JSON object with a type. */
      public static final Bad NO_FRAME = bad(Refusal.BAD_FRAME);
    }
  }

  /** Reads one text message. */
  public Decoded decode(String text) {
    ObjectNode object;
    try {
      if (!(json.readTree(text) instanceof ObjectNode node)) {
        return Decoded.Bad.NO_FRAME;
      }
      object = node;
    } catch (JacksonException notJson) {
      return Decoded.Bad.NO_FRAME;
    }
    if (!(object.get("type") instanceof JsonNode type) || !type.isString()) {
      return Decoded.Bad.NO_FRAME;
    }
    Class<?> known = TYPES.get(type.stringValue());
    if (known == null) {
      return bad(Refusal.UNKNOWN_TYPE);
    }
    return read(object, type.stringValue(), known);
  }

  /** Writes one frame. */
  public String encode(ServerFrame frame) {
    return json.writeValueAsString(frame);
  }

  private Decoded read(ObjectNode object, String type, Class<?> known) {
    try {
      return new Decoded.Good((ClientFrame) json.treeToValue(object, known));
    } catch (JacksonException problem) {
      Refusal refusal = Refusal.BAD_FIELD;
      String field = fieldOf(problem);
      for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
        if (cause instanceof Fields.BadField bad) {
          refusal = bad.refusal;
          field = bad.field;
        }
      }
      return new Decoded.Bad(type, id(object, "id"), id(object, "conversation"), refusal, field);
    }
  }

  /** The name of one of our own fields, never something that was written. */
  private static @Nullable String fieldOf(JacksonException problem) {
    return problem.getPath().isEmpty() ? null : problem.getPath().getFirst().getPropertyName();
  }

  private static @Nullable String id(ObjectNode object, String field) {
    if (!(object.get(field) instanceof JsonNode value) || !value.isString()) {
      return null;
    }
    try {
      Fields.id(field, value.stringValue());
      return value.stringValue();
    } catch (Fields.BadField notAnId) {
      return null;
    }
  }

  /** A number is no text, though Jackson would make one of it. */
  private static void onlyText(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static Decoded.Bad bad(Refusal refusal) {
    return new Decoded.Bad(null, null, null, refusal, null);
  }
}
