package vn.minhxac.notification;

/** Messages to citizens and officers, through the transactional outbox: at least once, never twice for one key. */
public interface Notifications {

    /** Queues an SMS in the caller's transaction; a second message of the same key is dropped. */
    void sms(String phone, String text, String dedupKey);

    /** Queues a mail, plain text and optionally HTML, in the caller's transaction; a second one of the same key is dropped. */
    void mail(String to, String subject, String text, String html, String dedupKey);
}
