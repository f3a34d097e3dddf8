package vn.minhxac.signing;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.CertificateStep;

/** „Kiểm tra chứng thư số“: a certificate that must not sign is found before anything is signed. */
@Component("checkCertificate")
class CheckCertificate implements JavaDelegate {

    private final CertificateStep certificates;

    CheckCertificate(CertificateStep certificates) {
        this.certificates = certificates;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var problem = certificates.check(UUID.fromString((String) execution.getVariable("signingListId")));
        if (problem.isPresent()) {
            // The form of renewCertificate shows it.
            execution.setVariable("remark", problem.get());
            throw new BpmnError("CERTIFICATE_INVALID", problem.get());
        }
        execution.removeVariable("remark");
    }
}
