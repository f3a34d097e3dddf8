package vn.minhxac.notification;

/** How a message reaches a person. */
public enum Channel {
    SMS, MAIL
}
