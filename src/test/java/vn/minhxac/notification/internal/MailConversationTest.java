package vn.minhxac.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import vn.minhxac.IntegrationTest;
import vn.minhxac.notification.FormattedMail;
import vn.minhxac.notification.MailText;
import vn.minhxac.notification.MailText.Fact;
import vn.minhxac.notification.MailText.Link;
import vn.minhxac.notification.MailText.Section;
import vn.minhxac.notification.Notifications;

/** Outbox, dispatcher and mailer as in production, over real SMTP to a mail server (GreenMail), on good days and bad ones. */
class MailConversationTest extends IntegrationTest {

    private static final String TO = "nguoidan@example.vn";
    private static final String SUBJECT = "Phản ánh 7K3M-9QXF-2B4T-8WRN chưa được chấp nhận: ảnh giấy xác nhận tiêm chủng bị mờ, đề nghị chụp lại";
    private static final MailText MAIL = new MailText(SUBJECT, "Phản ánh chưa được chấp nhận", List.of("Kính gửi ông/bà,", "Nguyễn Ngữ Yến Ỷ ẵ ự – “ngoặc kép”"),
            List.of(new Fact("Mã tra cứu", "7K3M-9QXF-2B4T-8WRN")), List.of(new Section("Lý do", "Ảnh mờ <không> đọc được & thiếu chữ")),
            new Link("Xem phản ánh", "https://minhxac.example.vn/complaint/7K3M"), List.of("Cần giải đáp, xin gọi tổng đài 1900 9095."));

    @Autowired
    Notifications notifications;
    @Autowired
    FormattedMail mails;
    @Autowired
    Outbox outbox;

    @TempDir
    Path folder;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private SmtpProxy line;

    @BeforeEach
    void start() throws IOException {
        server.setUser("minhxac@soyte.example.vn", "minhxac", "mật-khẩu-8938");
        server.start();
        line = new SmtpProxy(server.getSmtp().getPort(), null);
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        server.stop();
    }

    @Test
    void aMailClientReadsWhatWasWritten() throws Exception {
        mails.send(TO, MAIL, "key");
        dispatcher(line.port()).run();

        MimeMessage mail = received().get(0);
        assertThat(received()).hasSize(1);
        assertThat(mail.getHeader("Subject")[0]).as("on the line it is ASCII (RFC 2047)").contains("=?UTF-8?").matches("\\p{ASCII}*");
        assertThat(mail.getSubject()).isEqualTo(SUBJECT);
        var from = (InternetAddress) mail.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Sở Y tế Thái Nguyên");
        assertThat(from.getAddress()).isEqualTo("minhxac@soyte.example.vn");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(TO);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).isEqualTo("<" + outboxId() + "@soyte.example.vn>");

        List<BodyPart> alternatives = leaves((Multipart) mail.getContent());
        assertThat(alternatives).hasSize(2).allSatisfy(part -> assertThat(part.getContentType().toLowerCase()).contains("charset=utf-8"));
        assertThat(alternatives.get(0).isMimeType("text/plain")).as("the plain text first, the richest last (RFC 2046)").isTrue();
        assertThat(text(alternatives.get(0))).contains("Nguyễn Ngữ Yến Ỷ ẵ ự – “ngoặc kép”", "Ảnh mờ <không> đọc được & thiếu chữ", "1900 9095");
        assertThat(alternatives.get(1).isMimeType("text/html")).isTrue();
        assertThat(text(alternatives.get(1))).contains("Nguyễn Ngữ Yến Ỷ ẵ ự – “ngoặc kép”", "Ảnh mờ &lt;không&gt; đọc được &amp; thiếu chữ");
        assertThat(source(mail)).as("old mail servers in between take seven bits").matches("(?s)\\p{ASCII}*");
        assertThat(source(mail).lines()).allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void itLogsInWhereTheServerWantsThat() {
        var sender = sender(line.port());
        sender.setUsername("minhxac");
        sender.setPassword("mật-khẩu-8938");
        sender.getJavaMailProperties().put("mail.smtp.auth", "true");
        notifications.mail(TO, "Tiêu đề", "Nội dung", null, "right");
        dispatcher(sender).run();
        assertThat(line.heard).contains("AUTH");
        assertThat(received()).hasSize(1);

        sender.setPassword("sai");
        notifications.mail(TO, "Tiêu đề", "Nội dung", null, "wrong");
        dispatcher(sender).run();
        assertThat(received()).hasSize(1);
        assertThat(statuses()).as("a wrong password is the operator's fault: the mail waits").containsExactlyInAnyOrder("SENT", "PENDING");
    }

    @Test
    void itEncryptsWhereTheServerOffersThatAndTrustsNoStranger() throws Exception {
        KeyStore keys = keys();
        try (var encrypting = new SmtpProxy(server.getSmtp().getPort(), context(keys))) {
            notifications.mail(TO, "Tiêu đề", "Nội dung", null, "stranger");
            dispatcher(encrypting.port()).run();
            assertThat(received()).as("a certificate of nobody we know").isEmpty();
            assertThat(statuses()).containsExactly("PENDING");
            assertThat(encrypting.heard).doesNotContain("MAIL", "RCPT", "DATA");

            var sender = sender(encrypting.port());
            sender.getJavaMailProperties().put("mail.smtp.ssl.socketFactory", trusting(keys));
            clock.advance(Duration.ofSeconds(10));
            dispatcher(sender).run();
            assertThat(received()).hasSize(1);
            assertThat(encrypting.heard.indexOf("TLS")).isPositive().isLessThan(encrypting.heard.lastIndexOf("MAIL"));
            assertThat(encrypting.heard.subList(encrypting.heard.lastIndexOf("TLS"), encrypting.heard.size())).contains("EHLO", "MAIL", "RCPT", "DATA");
        }
    }

    @Test
    void aServerThatIsDownForTwoHoursLosesNothingAndGetsEachOnce() throws Exception {
        line.down();
        IntStream.range(0, 25).forEach(i -> mails.send("nguoi" + i + "@example.vn", MAIL, "key" + i));
        var dispatcher = dispatcher(line.port());
        Instant back = clock.instant().plus(Duration.ofHours(2));
        while (clock.instant().isBefore(back)) {
            dispatcher.run();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(received()).isEmpty();
        assertThat(statuses()).hasSize(25).containsOnly("PENDING");
        assertThat(attempts()).as("tried again and again, and not all the time").allMatch(n -> n >= 8 && n <= 16);

        line.up();
        for (int i = 0; i <= 90; i++) {
            dispatcher.run();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(statuses()).as("all within a quarter of an hour").hasSize(25).containsOnly("SENT");
        assertThat(received()).hasSize(25);
        assertThat(received().stream().map(MailConversationTest::recipient)).doesNotHaveDuplicates();
    }

    @Test
    void anAddressThatIsRefusedForGoodHoldsUpNobody() {
        line.refusals.put("khongco@example.vn", "550 5.1.1 no such user");
        line.refusals.put("dongho@example.vn", "450 4.2.0 greylisted, come again");
        for (String to : List.of("mot@example.vn", "khongco@example.vn", "dongho@example.vn", "hai@example.vn")) {
            notifications.mail(to, "Tiêu đề", "Nội dung", null, to);
        }
        dispatcher(line.port()).run();
        assertThat(received().stream().map(MailConversationTest::recipient)).containsExactlyInAnyOrder("mot@example.vn", "hai@example.vn");
        assertThat(status("khongco@example.vn")).isEqualTo("FAILED");
        assertThat(status("dongho@example.vn")).as("a server that asks for patience gets it").isEqualTo("PENDING");

        line.refusals.clear();
        clock.advance(Duration.ofSeconds(10));
        dispatcher(line.port()).run();
        assertThat(received()).hasSize(3);
        assertThat(status("khongco@example.vn")).as("not asked again").isEqualTo("FAILED");
    }

    @Test
    void anAnswerThatIsLostMeansTheSameMailAgainUnderTheSameId() throws Exception {
        line.loseNextAnswer = true;
        mails.send(TO, MAIL, "key");
        var dispatcher = dispatcher(line.port());
        dispatcher.run();
        assertThat(received()).hasSize(1);
        assertThat(statuses()).as("nobody knows whether it arrived").containsExactly("PENDING");

        clock.advance(Duration.ofSeconds(10));
        dispatcher.run();
        dispatcher.run();
        assertThat(statuses()).containsExactly("SENT");
        assertThat(received()).hasSize(2);
        assertThat(received().get(0).getMessageID()).as("so a mail store drops the second").isEqualTo(received().get(1).getMessageID());
    }

    private OutboxDispatcher dispatcher(int port) {
        return dispatcher(sender(port));
    }

    private OutboxDispatcher dispatcher(JavaMailSenderImpl sender) {
        var settings = new NotificationSettings(new NotificationSettings.Mail("Sở Y tế Thái Nguyên <minhxac@soyte.example.vn>"), null,
                new NotificationSettings.Notification(Duration.ofDays(3)));
        return new OutboxDispatcher(outbox, new SmtpMail(sender, settings), message -> { }, settings);
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(port);
        return sender;
    }

    private List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BodyPart> leaves(Multipart parts) throws Exception {
        List<BodyPart> leaves = new ArrayList<>();
        for (int i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).getContent() instanceof Multipart inner) {
                leaves.addAll(leaves(inner));
            } else {
                leaves.add(parts.getBodyPart(i));
            }
        }
        return leaves;
    }

    private static String text(BodyPart part) throws Exception {
        return (String) part.getContent();
    }

    private static String source(MimeMessage mail) throws Exception {
        var out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String outboxId() {
        return jdbc.sql("select id from outbox").query(String.class).single();
    }

    private List<String> statuses() {
        return jdbc.sql("select status from outbox").query(String.class).list();
    }

    private String status(String recipient) {
        return jdbc.sql("select status from outbox where recipient = :to").param("to", recipient).query(String.class).single();
    }

    private List<Integer> attempts() {
        return jdbc.sql("select attempts from outbox").query(Integer.class).list();
    }

    /** A certificate for localhost that no authority has signed. */
    private KeyStore keys() throws Exception {
        Path file = folder.resolve("smtp.p12");
        var tool = new ProcessBuilder(Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "smtp",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-keystore", file.toString(), "-storetype", "PKCS12",
                "-storepass", "minhxac").toList()).redirectErrorStream(true).start();
        tool.getInputStream().readAllBytes();
        assertThat(tool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, "minhxac".toCharArray());
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "minhxac".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLSocketFactory trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("smtp", keys.getCertificate("smtp"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
