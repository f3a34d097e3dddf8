package vn.minhxac.complaint.internal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Complaints that the present transaction has locked or changed, as they are: nobody else can change them before it ends, so they need not
 * be read again. A transaction within another has its own.
 */
final class Held implements TransactionSynchronization {

    private final Map<UUID, Complaint> complaints = new HashMap<>();

    private Held() {
    }

    static Optional<Complaint> find(UUID id) {
        return present().map(held -> held.complaints.get(id));
    }

    /** Returns the complaint itself. */
    static Complaint keep(Complaint complaint) {
        if (TransactionSynchronizationManager.isSynchronizationActive() && TransactionSynchronizationManager.isActualTransactionActive()) {
            present().orElseGet(Held::begin).complaints.put(complaint.id(), complaint);
        }
        return complaint;
    }

    private static Optional<Held> present() {
        return TransactionSynchronizationManager.isSynchronizationActive() ? TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Held.class::isInstance).map(Held.class::cast).findFirst() : Optional.empty();
    }

    private static Held begin() {
        Held held = new Held();
        TransactionSynchronizationManager.registerSynchronization(held);
        return held;
    }
}
