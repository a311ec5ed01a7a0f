package org.porchlight.chat.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes data keys and wraps them with the key of their day, so that they may lie in a store; the
 * keys of days are wrapped by the key-encryption key, which lies in none.
 *
 * <p>Wrapped form: one version byte, the day (days since 1970, 4 bytes), the term (days, 1 byte),
 * then the sealed key. It is bound to the conversation's id: moved to another conversation it does
 * not open.
 */
public final class KeyVault {
  private static final byte VERSION = 2;
  private static final int HEADER_BYTES = 6;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DataKey keyEncryptionKey;
  private final Clock clock;
  private final Map<Day, DataKey> days = new ConcurrentHashMap<>();

  /**
   * A vault over a key-encryption key, without a day's key yet.
   *
   * @param keyEncryptionKey 32 random bytes
   */
  public KeyVault(byte[] keyEncryptionKey, Clock clock) {
    this.keyEncryptionKey = new DataKey(keyEncryptionKey);
    this.clock = clock;
  }

  private record Day(LocalDate day, Term term) {}

  /** The day that keys are made for now, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
  }

  /** A new key for a day; it wraps nothing before it is in {@link #know}. */
  public DayKey newDay(LocalDate day, Term term) {
    return new DayKey(day, term, keyEncryptionKey.seal(random(), bound(day, term)));
  }

  /** Knows these keys and no others. */
  public void know(Collection<DayKey> keys) {
    Map<Day, DataKey> known = new ConcurrentHashMap<>();
    keys.forEach(key ->
        known.put(
            new Day(key.day(), key.term()),
            new DataKey(keyEncryptionKey.open(key.wrapped(), bound(key.day(), key.term())))));
    days.putAll(known);
    days.keySet().retainAll(known.keySet());
  }

  /** Whether conversations can be made: today has its keys. */
  public boolean isReady() {
    return days.containsKey(new Day(today(), Term.WEEK));
  }

  /**
   * A new data key for a conversation.
   *
   * @throws UnopenableException when today's key is not known
   */
  public Wrapped create(String conversation) {
    byte[] material = random();
    return new Wrapped(new DataKey(material), wrap(conversation, material, Term.WEEK));
  }

  /**
   * The data key of a conversation.
   *
   * @throws UnopenableException when its day's key is gone, or it was wrapped for another
   *     conversation
   */
  public DataKey unwrap(String conversation, byte[] wrapped) {
    return new DataKey(material(conversation, wrapped));
  }

  /**
   * For how long a data key was wrapped.
   *
   * @throws UnopenableException when it is no wrapped key
   */
  public Term term(byte[] wrapped) {
    if (wrapped.length <= HEADER_BYTES || wrapped[0] != VERSION) {
      throw new UnopenableException();
    }
    return Term.of(wrapped[HEADER_BYTES - 1]);
  }

  /** The same data key, wrapped by today's key of a term: the time to keep it begins now. */
  public byte[] rewrap(String conversation, byte[] wrapped, Term term) {
    return wrap(conversation, material(conversation, wrapped), term);
  }

  private byte[] wrap(String conversation, byte[] material, Term term) {
    LocalDate day = today();
    byte[] sealed = key(day, term).seal(material, bound(conversation));
    return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
        .put(VERSION)
        .putInt((int) day.toEpochDay())
        .put((byte) term.days())
        .put(sealed)
        .array();
  }

  private byte[] material(String conversation, byte[] wrapped) {
    ByteBuffer buffer = ByteBuffer.wrap(wrapped);
    if (wrapped.length <= HEADER_BYTES || buffer.get() != VERSION) {
      throw new UnopenableException();
    }
    LocalDate day = LocalDate.ofEpochDay(buffer.getInt());
    byte[] sealed = new byte[wrapped.length - HEADER_BYTES];
    Term term = Term.of(buffer.get());
    buffer.get(sealed);
    return key(day, term).open(sealed, bound(conversation));
  }

  private DataKey key(LocalDate day, Term term) {
    DataKey key = days.get(new Day(day, term));
    if (key == null) {
      throw new UnopenableException();
    }
    return key;
  }

  private static byte[] random() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bound(LocalDate day, Term term) {
    return ("day key of " + day + " for " + term.days()).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bound(String conversation) {
    return ("data key of " + conversation).getBytes(StandardCharsets.UTF_8);
  }

  /** A data key and its form for a store. */
  public record Wrapped(DataKey key, byte[] bytes) {
    @Override
    public String toString() {
      return "Wrapped";
    }
  }
}
