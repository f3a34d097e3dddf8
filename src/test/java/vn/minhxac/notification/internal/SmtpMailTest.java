package vn.minhxac.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import vn.minhxac.notification.Channel;

class SmtpMailTest {

    private static final NotificationSettings SETTINGS =
            new NotificationSettings(new NotificationSettings.Mail("Minh Xác <minhxac@soyte.example.vn>"), null, null);

    private final List<MimeMessage> sent = new ArrayList<>();
    private final JavaMailSenderImpl catching = new JavaMailSenderImpl() {
        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            sent.addAll(List.of(messages));
        }
    };

    @Test
    void vietnameseTextArrivesAsItWasWritten() throws MessagingException, IOException {
        new SmtpMail(catching, SETTINGS).send(mail("a@example.vn", "<p>Đã ký</p>"));
        MimeMessage mail = sent.get(0);
        assertThat(mail.getSubject()).isEqualTo("Danh sách chờ phê duyệt – Phường Quán Triều");
        String source = source(mail);
        assertThat(source).contains("text/plain; charset=UTF-8").contains("text/html;charset=UTF-8").contains("multipart/alternative");
        assertThat(source).contains("Auto-Submitted: auto-generated");
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@soyte\\.example\\.vn>");
    }

    @Test
    void aPlainMailHasOnePart() throws MessagingException, IOException {
        new SmtpMail(catching, SETTINGS).send(mail("a@example.vn", null));
        assertThat(sent.get(0).getContent()).isEqualTo("Có 120 mũi tiêm chờ ông/bà ký.");
        assertThat(source(sent.get(0))).contains("text/plain; charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "a@example.vn, b@example.vn", "a@example.vn\r\nBcc: b@example.vn"})
    void anAddressThatIsNoneIsRefusedForGood(String address) {
        assertThatThrownBy(() -> new SmtpMail(catching, SETTINGS).send(mail(address, null)))
                .asInstanceOf(type(DeliveryFailed.class)).matches(DeliveryFailed::isForGood);
        assertThat(sent).isEmpty();
    }

    @Test
    void aServerThatIsAwayMakesTheMailWaitAndNoAddressIsTold() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(closed);
        assertThatThrownBy(() -> new SmtpMail(sender, SETTINGS).send(mail("a@example.vn", null)))
                .asInstanceOf(type(DeliveryFailed.class)).matches(e -> !e.isForGood())
                .extracting(Throwable::getMessage).asString().doesNotContain("a@example.vn");
    }

    private static Message mail(String to, String html) {
        return new Message(UUID.randomUUID(), Channel.MAIL, to, "Danh sách chờ phê duyệt – Phường Quán Triều",
                "Có 120 mũi tiêm chờ ông/bà ký.", html, 1);
    }

    private static String source(MimeMessage mail) throws MessagingException, IOException {
        var out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
