package vn.minhxac.notification.internal;

/** The way out for SMS. */
interface SmsPort {

    /** Hands an SMS to the gateway. */
    void send(Message message) throws DeliveryFailed;
}
