package vn.minhxac.notification.internal;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where messages go; not needed in training mode. The mail server itself is {@code spring.mail.*}. */
@ConfigurationProperties("minhxac")
record NotificationSettings(@DefaultValue Mail mail, @DefaultValue Sms sms, @DefaultValue Notification notification) {

    /** @param from sender of our mail */
    record Mail(@DefaultValue("no-reply@minhxac.invalid") String from) {
    }

    /**
     * @param url     where SMS are posted to
     * @param token   bearer token of the gateway
     * @param timeout of connecting and of the answer
     */
    record Sms(URI url, String token, @DefaultValue("PT10S") Duration timeout) {
    }

    /** @param giveUp after how long an undelivered message counts as failed */
    record Notification(@DefaultValue("P3D") Duration giveUp) {
    }
}
