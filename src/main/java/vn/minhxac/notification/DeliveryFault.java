package vn.minhxac.notification;

/** In training mode, where messages are caught and not sent: lets delivery fail as it would in an outage. */
public interface DeliveryFault {

    /** Called before each delivery; waits for a slow gateway, throws any exception for one that is down. */
    void strike(Channel channel);
}
