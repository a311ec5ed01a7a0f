package org.porchlight.chat.sealing;

/** Sealed bytes that this key and binding do not open; carries nothing about either. */
public final class UnopenableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnopenableException() {
    super("sealed with another key or binding, or changed since", null, false, false);
  }
}
