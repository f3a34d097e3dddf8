package vn.minhxac.training.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that would have left the house. */
@Component
@Profile("training")
class CaughtOutbox {

    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final int SHOWN = 200;

    private final JdbcClient jdbc;

    CaughtOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Message(String channel, String to, String subject, String body, Instant sentAt) {

        public ZonedDateTime localTime() {
            return sentAt.atZone(VIETNAM);
        }
    }

    /** What was delivered, newest first. */
    List<Message> newest() {
        return jdbc.sql("""
                select channel, recipient, subject, body, sent_at from outbox where status = 'SENT'
                 order by sent_at desc, id desc limit :limit""").param("limit", SHOWN).query(CaughtOutbox::message).list();
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(row.getString("channel"), row.getString("recipient"), row.getString("subject"), row.getString("body"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant());
    }
}
