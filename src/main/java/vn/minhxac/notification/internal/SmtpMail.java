package vn.minhxac.notification.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Mail over SMTP; server and login are Spring's {@code spring.mail.*} settings. Encrypted where the server offers it (STARTTLS);
 * {@code spring.mail.properties.mail.smtp.starttls.required=true} sends nothing otherwise.
 * The Message-ID is the outbox id, so that a mail sent again after a crash is known as the same.
 */
@Component
@Profile("!training")
class SmtpMail implements MailPort {

    private static final List<String> TIMEOUTS =
            List.of("mail.smtp.connectiontimeout", "mail.smtp.timeout", "mail.smtp.writetimeout");

    private final JavaMailSender sender;
    private final NotificationSettings settings;

    SmtpMail(JavaMailSender sender, NotificationSettings settings) {
        this.sender = sender;
        this.settings = settings;
        if (sender instanceof JavaMailSenderImpl smtp) {
            // Jakarta Mail waits for ever unless told otherwise
            TIMEOUTS.forEach(key -> smtp.getJavaMailProperties().putIfAbsent(key, "10000"));
            // and would not ask for encryption that the server offers
            smtp.getJavaMailProperties().putIfAbsent("mail.smtp.starttls.enable", "true");
            smtp.getJavaMailProperties().putIfAbsent("mail.smtp.ssl.checkserveridentity", "true");
        }
    }

    @Override
    public void send(Message message) {
        MimeMessage mail = compose(message);
        try {
            sender.send(mail);
        } catch (MailParseException | MailPreparationException e) {
            throw DeliveryFailed.forGood("mail cannot be composed");
        } catch (MailSendException e) {
            throw isRefused(e) ? DeliveryFailed.forGood("mail server refuses the address")
                    : DeliveryFailed.forNow("mail server: " + rootType(e));
        } catch (MailException e) {
            throw DeliveryFailed.forNow("mail server: " + rootType(e));
        }
    }

    private MimeMessage compose(Message message) {
        try {
            String id = "<" + message.id() + "@" + domainOf(settings.mail().from()) + ">";
            MimeMessage mail = sender.createMimeMessage();
            var helper = new MimeMessageHelper(mail, message.html() != null, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.mail().from());
            helper.setTo(strict(message.recipient()));
            helper.setSubject(message.subject());
            if (message.html() == null) {
                helper.setText(message.body());
            } else {
                helper.setText(message.body(), message.html());
            }
            mail.saveChanges();
            mail.setHeader("Message-ID", id);
            mail.setHeader("Auto-Submitted", "auto-generated");
            return mail;
        } catch (MessagingException e) {
            throw DeliveryFailed.forGood("mail cannot be composed");
        }
    }

    private static InternetAddress strict(String address) throws AddressException {
        InternetAddress[] one = InternetAddress.parse(address, true);
        if (one.length != 1) {
            throw new AddressException("not one address");
        }
        return one[0];
    }

    private static boolean isRefused(MailSendException e) {
        return Stream.of(e.getMessageExceptions()).anyMatch(cause -> cause instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null && failed.getInvalidAddresses().length > 0);
    }

    private static String domainOf(String address) {
        return address.replaceAll(".*@|>.*", "");
    }

    private static String rootType(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
