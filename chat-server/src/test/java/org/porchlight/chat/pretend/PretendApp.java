package org.porchlight.chat.pretend;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** An authenticator app on somebody's phone. */
public final class PretendApp {
  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final SecretKeySpec secret;

  /** An app that was given a secret as text. */
  public PretendApp(String secret) {
    this.secret = new SecretKeySpec(Base32.decode(secret), "HmacSHA1");
  }

  /** The code so many steps of 30 seconds from now. */
  public String code(int stepsFromNow) {
    try {
      return codes.generateOneTimePasswordString(
          secret, Instant.now().plusSeconds(30L * stepsFromNow));
    } catch (InvalidKeyException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
