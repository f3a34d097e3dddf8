package vn.minhxac.notification.internal;

/** A message could not be delivered. The text names no recipient and no content. */
class DeliveryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private DeliveryFailed(String message, boolean forGood) {
        // no cause: mail exceptions carry the recipient's address
        super(message);
        this.forGood = forGood;
    }

    /** The gateway is away or refuses for now. */
    static DeliveryFailed forNow(String message) {
        return new DeliveryFailed(message, false);
    }

    /** This message will never be taken, e.g. its address is none. */
    static DeliveryFailed forGood(String message) {
        return new DeliveryFailed(message, true);
    }

    boolean isForGood() {
        return forGood;
    }
}
