package vn.minhxac.portal.internal.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.portal.internal.complaint.Wizard.Turn;

/**
 * A citizen files a complaint (9458): five short steps, one-time code, receipt with the time by which the answer comes. Plain
 * forms that carry everything typed, so that it works without JavaScript; nothing is kept in a session, nothing personal is in
 * an address.
 */
@Controller
class ComplaintPage {

    private static final String BASE = "/complaint";
    private static final String CODE = "portal/complaint-code";

    private final WizardPage page;
    private final Wizard wizard;
    private final ComplaintFiling filing;
    private final Receipt receipt;
    private final StatusPage status;
    private final Times times;

    ComplaintPage(WizardPage page, Wizard wizard, ComplaintFiling filing, Receipt receipt, StatusPage status, Times times) {
        this.page = page;
        this.wizard = wizard;
        this.filing = filing;
        this.receipt = receipt;
        this.status = status;
        this.times = times;
    }

    @GetMapping(BASE)
    String start(Model model, HttpServletRequest request, HttpServletResponse response) {
        return page.show(Turn.show(1, ComplaintForm.of(name -> null)), BASE, model, request, response);
    }

    @PostMapping(BASE)
    String step(@RequestParam(defaultValue = "") String go, @RequestParam(defaultValue = "") String code, Model model,
                HttpServletRequest request, HttpServletResponse response) {
        ComplaintForm form = ComplaintForm.of(request::getParameter);
        if (go.equals("code") && !code.isBlank()) {
            return code(code, form, null, model, response);
        }
        Turn turn = page.turn(form, request);
        if (turn.send()) {
            try {
                ComplaintFiling.Filed filed = filing.file(wizard.request(form), "PORTAL", ClientAddress.of(request));
                model.addAttribute("confirmBy", times.hour(filed.confirmBy()));
                return code(filed.code(), form, null, model, response);
            } catch (BadInput refused) {
                turn = wizard.refused(form, refused, Wizard.LAST);
                WizardPage.retryAfter(refused, response);
            }
        }
        return page.show(turn, BASE, model, request, response);
    }

    @PostMapping(BASE + "/confirm")
    String confirm(@RequestParam String code, @RequestParam(defaultValue = "") String otp, Model model, HttpServletRequest request,
                   HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ComplaintForm form = ComplaintForm.of(request::getParameter);
        try {
            return receipt.show(filing.confirm(code, otp.replaceAll("\\s", ""), ClientAddress.of(request)), false, model);
        } catch (BadInput refused) {
            return refused(refused, code, form, model, request, response);
        }
    }

    @PostMapping(BASE + "/again")
    String again(@RequestParam String code, Model model, HttpServletRequest request, HttpServletResponse response) {
        ComplaintForm form = ComplaintForm.of(request::getParameter);
        try {
            ComplaintFiling.Filed filed = filing.sendAgain(code, ClientAddress.of(request));
            model.addAttribute("confirmBy", times.hour(filed.confirmBy()));
            model.addAttribute("sentAgain", true);
            return code(filed.code(), form, null, model, response);
        } catch (BadInput refused) {
            return refused(refused, code, form, model, request, response);
        }
    }

    /** Where "back" and "reload" lead; the draft in the browser goes on from there. */
    @GetMapping({BASE + "/confirm", BASE + "/again"})
    String again() {
        return "redirect:/complaint";
    }

    private String refused(BadInput refused, String code, ComplaintForm form, Model model, HttpServletRequest request, HttpServletResponse response) {
        WizardPage.retryAfter(refused, response);
        if (refused.code().equals("complaint.recorded")) {
            return status.show(code, null, model, request, response);
        }
        if (refused.status() == 404) {
            Turn gone = wizard.refused(form, new BadInput("paper.gone"), Wizard.LAST);
            return page.show(gone, BASE, model, request, response);
        }
        response.setStatus(refused.status());
        return code(code, form, wizard.refused(form, refused, Wizard.LAST).errors().values().stream().findFirst().orElse(null), model, response);
    }

    private static String code(String code, ComplaintForm form, String problem, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String phone = form.value("phone").replaceAll("[^0-9]", "");
        model.addAttribute("phone", phone.length() < 6 ? null : phone.substring(phone.length() - 3));
        model.addAttribute("code", code);
        model.addAttribute("form", form);
        model.addAttribute("errors", problem == null ? Map.of() : Map.of("otp", problem));
        return CODE;
    }
}
