package vn.minhxac.passport.internal.issue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param releaseLimit a batch of more people waits until two officers of the Ministry have released it
 * @param chunkSize    people in one job
 * @param issuer       certificate issuer in words, as the code has it
 */
@ConfigurationProperties("minhxac.passport")
record IssueSettings(@DefaultValue("50000") int releaseLimit, @DefaultValue("1000") int chunkSize,
                     @DefaultValue("Ministry of Health of Viet Nam") String issuer) {
}
