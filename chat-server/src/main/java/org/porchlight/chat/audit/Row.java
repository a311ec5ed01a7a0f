package org.porchlight.chat.audit;

/**
 * An entry in the chain.
 *
 * @param seq its place, from 1 on without a gap
 * @param hash what binds it to every row before it
 */
record Row(long seq, Entry entry, byte[] hash) {
  @Override
  public String toString() {
    return "Row[seq=" + seq + "]";
  }
}
