package vn.minhxac.notification.internal;

/** The way out for mail. */
interface MailPort {

    /** Hands a mail to the mail server. */
    void send(Message message) throws DeliveryFailed;
}
