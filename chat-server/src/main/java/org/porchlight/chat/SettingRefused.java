package org.porchlight.chat;

/** A setting with which this program does not start: one sentence, without what is secret in it. */
final class SettingRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingRefused(String sentence) {
    super(sentence);
  }
}
