package vn.minhxac.signing.internal;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.minhxac.engine.TaskRule;

/** „Bổ sung chứng thư số“: says that the certificate is there now, and nothing else; the next step looks for itself. */
@Component
class RenewCertificateRule implements TaskRule {

    @Override
    public String task() {
        return "renewCertificate";
    }

    @Override
    public Set<String> fields() {
        return Set.of();
    }

    @Override
    public void check(Submission submission) {
        Submitter.of(submission);
    }
}
