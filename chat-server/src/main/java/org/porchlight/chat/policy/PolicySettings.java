package org.porchlight.chat.policy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The policy file.
 *
 * @param file a map {@code rules} from rule id to {@code on}, {@code shadow} or {@code off}; null,
 *     or no such file: every rule speaks
 * @param lookEvery how often it is looked at
 */
@ConfigurationProperties("porchlight.policy")
record PolicySettings(@Nullable Path file, @DefaultValue("10s") Duration lookEvery) {}
