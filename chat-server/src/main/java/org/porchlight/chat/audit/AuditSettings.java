package org.porchlight.chat.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit is kept.
 *
 * @param chain the name of what waits in Redis; services that share a Redis need one each
 * @param keyFile the key that rows and checkpoints are signed with; the key file of the service
 *     when it is not set
 * @param checkpointFile where checkpoints go, best on another disk; none are written when not set
 * @param checkpointEvery how often
 */
@ConfigurationProperties("porchlight.audit")
record AuditSettings(
    @DefaultValue("audit") String chain,
    @Nullable Path keyFile,
    @Nullable Path checkpointFile,
    @DefaultValue("1h") Duration checkpointEvery) {
  AuditSettings {
    if (!checkpointEvery.isPositive()) {
      throw new IllegalArgumentException("checkpointEvery: expected more than nothing");
    }
  }
}
