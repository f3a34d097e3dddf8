package vn.minhxac.notification.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.minhxac.common.Uuid7;
import vn.minhxac.notification.Channel;
import vn.minhxac.notification.Notifications;

/** The table {@code outbox}: messages are written in the transaction of what they tell of, and sent after its commit. */
@Repository
class Outbox implements Notifications {

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void sms(String phone, String text, String dedupKey) {
        queue(Channel.SMS, phone, null, text, null, dedupKey, null);
    }

    @Override
    public void mail(String to, String subject, String text, String html, String dedupKey) {
        queue(Channel.MAIL, to, subject, text, html, dedupKey, null);
    }

    /** Queues a message that is of no use, and not sent, after {@code notAfter} (null: always of use). */
    void queue(Channel channel, String to, String subject, String text, String html, String dedupKey, Instant notAfter) {
        jdbc.sql("""
                insert into outbox (id, channel, recipient, subject, body, html, dedup_key, status, next_at, created_at, not_after)
                values (:id, :channel, :to, :subject, :text, :html, :dedupKey, 'PENDING', :now, :now, :notAfter)
                on conflict (dedup_key) do nothing""")
                .param("id", Uuid7.next()).param("channel", channel.name()).param("to", to).param("subject", subject)
                .param("text", text).param("html", html).param("dedupKey", dedupKey).param("now", at(clock.instant()))
                .param("notAfter", notAfter == null ? null : at(notAfter)).update();
    }

    /**
     * Takes messages that are due, for this node alone: the others see them as not due until the lease is over, when a node
     * that died in the middle is assumed.
     */
    List<Message> take(int limit, Duration lease) {
        return jdbc.sql("""
                update outbox set attempts = attempts + 1, next_at = :until
                 where id in (select id from outbox where status = 'PENDING' and next_at <= :now
                               order by next_at limit :limit for update skip locked)
                returning id, channel, recipient, subject, body, html, attempts""")
                .param("now", at(clock.instant())).param("until", at(clock.instant().plus(lease))).param("limit", limit)
                .query(Outbox::message).list();
    }

    void sent(UUID id) {
        jdbc.sql("update outbox set status = 'SENT', sent_at = :now where id = :id and status = 'PENDING'")
                .param("now", at(clock.instant())).param("id", id).update();
    }

    void failed(UUID id) {
        jdbc.sql("update outbox set status = 'FAILED' where id = :id and status = 'PENDING'").param("id", id).update();
    }

    void again(UUID id, Duration wait) {
        jdbc.sql("update outbox set next_at = :next where id = :id and status = 'PENDING'")
                .param("next", at(clock.instant().plus(wait))).param("id", id).update();
    }

    /** Gives up what is of no use any more or has waited too long; returns how many. */
    int giveUp(Duration after) {
        return jdbc.sql("""
                update outbox set status = 'FAILED'
                 where status = 'PENDING' and next_at <= :now and (not_after < :now or created_at < :before)""")
                .param("now", at(clock.instant())).param("before", at(clock.instant().minus(after))).update();
    }

    /** Removes what was settled long ago. */
    void purge(Duration after) {
        jdbc.sql("delete from outbox where status <> 'PENDING' and created_at < :before")
                .param("before", at(clock.instant().minus(after))).update();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(row.getObject("id", UUID.class), Channel.valueOf(row.getString("channel")), row.getString("recipient"),
                row.getString("subject"), row.getString("body"), row.getString("html"), row.getInt("attempts"));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
