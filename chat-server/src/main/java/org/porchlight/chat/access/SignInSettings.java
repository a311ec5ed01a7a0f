package org.porchlight.chat.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long staff stay signed in.
 *
 * @param idle without doing anything; never while a conversation is open
 * @param longest in any case; never while a conversation is open
 * @param proved how fresh a code has to be to open what is in the archive
 */
@ConfigurationProperties("porchlight.sign-in")
record SignInSettings(
    @DefaultValue("15m") Duration idle,
    @DefaultValue("12h") Duration longest,
    @DefaultValue("5m") Duration proved) {}
