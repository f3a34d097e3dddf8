package vn.minhxac.notification.internal;

import java.util.UUID;
import vn.minhxac.notification.Channel;

/**
 * A message that waits to be sent.
 *
 * @param id      also sent along, so that a receiver can tell a repetition
 * @param attempt number of this try, from 1
 * @param subject of a mail, else null
 * @param html    alternative of a mail's body, or null
 */
record Message(UUID id, Channel channel, String recipient, String subject, String body, String html, int attempt) {
}
