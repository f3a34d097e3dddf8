package vn.minhxac.portal.internal.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.portal.internal.complaint.Wizard.Turn;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/** Assisted channel: a health officer files for a citizen who is present, in the citizen's own steps. */
@Controller
class AssistedComplaintPage {

    static final String BASE = "/staff/complaints/new";
    private static final Role[] HEALTH = {Role.FACILITY_OFFICER, Role.FACILITY_HEAD, Role.COMMUNE_HEALTH_STATION, Role.DISTRICT_HEALTH,
        Role.PROVINCIAL_HEALTH};

    private final WizardPage page;
    private final Wizard wizard;
    private final ComplaintFiling filing;
    private final Receipt receipt;
    private final Officers officers;

    AssistedComplaintPage(WizardPage page, Wizard wizard, ComplaintFiling filing, Receipt receipt, Officers officers) {
        this.page = page;
        this.wizard = wizard;
        this.filing = filing;
        this.receipt = receipt;
        this.officers = officers;
    }

    @GetMapping(BASE)
    String start(Model model, HttpServletRequest request, HttpServletResponse response) {
        officers.require(HEALTH);
        return page.show(Turn.show(1, ComplaintForm.of(name -> null)), BASE, model, request, response);
    }

    @PostMapping(BASE)
    String step(Model model, HttpServletRequest request, HttpServletResponse response) {
        officers.require(HEALTH);
        ComplaintForm form = ComplaintForm.of(request::getParameter);
        Turn turn = page.turn(form, request);
        if (turn.send()) {
            try {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                return receipt.show(filing.fileAssisted(wizard.request(form)), true, model);
            } catch (BadInput refused) {
                turn = wizard.refused(form, refused, Wizard.LAST);
            }
        }
        return page.show(turn, BASE, model, request, response);
    }

    /** Not a health officer. */
    @ExceptionHandler(BadInput.class)
    void refused(BadInput refused, HttpServletResponse response) throws IOException {
        response.sendError(refused.status());
    }
}
