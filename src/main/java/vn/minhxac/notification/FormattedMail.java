package vn.minhxac.notification;

import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Mails with one look: plain text and HTML ({@code templates/mail/}) of the same words, through the outbox. */
@Component
public class FormattedMail {

    private static final String TEMPLATE = "mail/message";
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final ITemplateEngine templates;
    private final Notifications notifications;

    FormattedMail(ITemplateEngine templates, Notifications notifications) {
        this.templates = templates;
        this.notifications = notifications;
    }

    /** Queues a mail in the caller's transaction; a second one of the same key is dropped. */
    public void send(String to, MailText mail, String dedupKey) {
        notifications.mail(to, mail.subject(), plain(mail), html(mail), dedupKey);
    }

    String html(MailText mail) {
        return templates.process(TEMPLATE, new Context(VIETNAMESE, Map.of("mail", mail)));
    }

    static String plain(MailText mail) {
        var text = new StringBuilder(mail.heading()).append("\n\n");
        mail.paragraphs().forEach(paragraph -> text.append(paragraph).append("\n\n"));
        mail.facts().forEach(fact -> text.append(fact.label()).append(": ").append(fact.value()).append('\n'));
        text.append(mail.facts().isEmpty() ? "" : "\n");
        mail.sections().forEach(section -> text.append(section.title()).append(":\n").append(section.text()).append("\n\n"));
        if (mail.link() != null) {
            text.append(mail.link().label()).append(":\n").append(mail.link().url()).append("\n\n");
        }
        // the signature separator of mail clients
        text.append("-- \nMinh Xác\n");
        mail.footer().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
