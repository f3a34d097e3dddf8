package vn.minhxac.signing.internal;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.signing.ListSigner;

/** Finds the certificate that is to sign a list and says what is wrong with it. */
@Service
public class CertificateStep {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final SigningLists lists;
    private final ListSigner signer;
    private final CertificateCheck check;
    private final MessageSource messages;
    private final Audit audit;
    private final Clock clock;

    CertificateStep(SigningLists lists, ListSigner signer, CertificateCheck check, MessageSource messages, Audit audit, Clock clock) {
        this.lists = lists;
        this.signer = signer;
        this.check = check;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Whether the list can be signed now; the list waits for a certificate otherwise.
     *
     * @return in Vietnamese, what is wrong and what to do; empty when all is well
     */
    @Transactional
    public Optional<String> check(UUID listId) {
        SigningList list = lists.find(listId).orElseThrow();
        Optional<ListSigner.Key> key = signer.keyFor(list.province(), list.unit());
        Optional<CertificateProblem> problem = key.isEmpty() ? Optional.of(CertificateProblem.MISSING)
                : check.problem(key.get().chain(), clock.instant());
        if (problem.isPresent()) {
            lists.status(listId, ListStatus.WAITING_FOR_CERTIFICATE, problem.get().name());
            audit.record("signing.certificateInvalid", "signing_list", listId.toString(), Map.of("reason", problem.get().name()));
            return problem.map(this::text);
        }
        lists.status(listId, ListStatus.IN_APPROVAL,
                list.status() == ListStatus.WAITING_FOR_CERTIFICATE ? null : list.remark());
        audit.record("signing.certificateChecked", "signing_list", listId.toString(),
                Map.of("certificate", key.orElseThrow().chain().get(0).getSerialNumber().toString(16),
                        "revocation", check.checksRevocation() ? "GOOD" : "NOT_CHECKED"));
        return Optional.empty();
    }

    /** The key to sign with, checked once more: time may have passed since the step before. */
    ListSigner.Key key(SigningList list) {
        ListSigner.Key key = signer.keyFor(list.province(), list.unit()).orElseThrow(
                () -> new IllegalStateException(text(CertificateProblem.MISSING)));
        check.problem(key.chain(), clock.instant()).ifPresent(problem -> {
            throw new IllegalStateException(text(problem));
        });
        return key;
    }

    /** In a job nobody's language is known: officers read Vietnamese. */
    private String text(CertificateProblem problem) {
        return messages.getMessage("signing.certificate." + problem, null, VIETNAMESE);
    }
}
