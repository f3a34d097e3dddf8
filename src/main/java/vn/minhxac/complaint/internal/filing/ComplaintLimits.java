package vn.minhxac.complaint.internal.filing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much strangers may do, by client (an address, behind which a whole mobile network may be).
 *
 * @param filingsPerHour complaints filed, right or wrong
 * @param callsPerMinute looks at a complaint, codes asked for and typed
 * @param guessesPerHour tracking codes that do not exist
 */
@ConfigurationProperties("minhxac.complaint.limits")
public record ComplaintLimits(@DefaultValue("120") int filingsPerHour, @DefaultValue("120") int callsPerMinute,
                              @DefaultValue("60") int guessesPerHour) {
}
