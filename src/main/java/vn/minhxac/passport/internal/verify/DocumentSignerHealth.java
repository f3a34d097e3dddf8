package vn.minhxac.passport.internal.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.minhxac.passport.internal.dcc.DocumentSigner;
import vn.minhxac.passport.internal.dcc.SignerInForce;

/**
 * Shows which key, provider and certificate passports are signed with. A signer that cannot sign is UNKNOWN rather than DOWN:
 * the batches wait as incidents, and the portal must not be taken from the net for it.
 */
@Component("documentSigner")
class DocumentSignerHealth implements HealthIndicator {

    private final SignerInForce signers;
    private final Clock clock;

    DocumentSignerHealth(SignerInForce signers, Clock clock) {
        this.signers = signers;
        this.clock = clock;
    }

    @Override
    public Health health() {
        DocumentSigner signer = signers.find().orElse(null);
        if (signer == null) {
            return Health.unknown().withDetail("problem", "no usable signer key").build();
        }
        Instant now = clock.instant();
        boolean inForce = !now.isBefore(signer.notBefore()) && now.isBefore(signer.notAfter());
        Health.Builder health = inForce ? Health.up() : Health.unknown().withDetail("problem", "certificate not in force");
        return health.withDetail("provider", signer.providerName())
                .withDetail("algorithm", signer.algorithmName())
                .withDetail("kid", HexFormat.of().formatHex(signer.kid()))
                .withDetail("validUntil", signer.notAfter().toString())
                .withDetail("daysLeft", Duration.between(now, signer.notAfter()).toDays())
                .build();
    }
}
