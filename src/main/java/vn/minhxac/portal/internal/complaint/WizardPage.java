package vn.minhxac.portal.internal.complaint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.ClientAddress;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.citizen.Vaccines.Vaccine;
import vn.minhxac.portal.internal.complaint.Wizard.Turn;
import vn.minhxac.unit.UnitSearch.Found;

/** Shows a step: the same for citizens and for officers who file for one. */
@Component
class WizardPage {

    private final Wizard wizard;
    private final Summary summary;
    private final UnitField units;
    private final ComplaintFiling filing;

    WizardPage(Wizard wizard, Summary summary, UnitField units, ComplaintFiling filing) {
        this.wizard = wizard;
        this.summary = summary;
        this.units = units;
        this.filing = filing;
    }

    /** The turn that a request asks for; what refuses it is shown on the step it came from. */
    Turn turn(ComplaintForm form, HttpServletRequest request) {
        String typed = request.getParameter("step");
        int step = typed != null && typed.matches("[1-5]") ? Integer.parseInt(typed) : 1;
        String go = request.getParameter("go");
        try {
            return wizard.turn(form, step, go == null ? "next" : go, file(request), request.getParameter("kind"), ClientAddress.of(request));
        } catch (BadInput refused) {
            return wizard.refused(form, refused, step);
        }
    }

    static MultipartFile file(HttpServletRequest request) {
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return parts == null ? null : parts.getFile("file");
    }

    String show(Turn turn, String base, Model model, HttpServletRequest request, HttpServletResponse response) {
        if (!turn.errors().isEmpty()) {
            response.setStatus(400);
        }
        ComplaintForm form = turn.form();
        List<Vaccine> vaccines = filing.vaccines();
        model.addAttribute("form", form);
        model.addAttribute("step", turn.step());
        model.addAttribute("errors", turn.errors());
        model.addAttribute("offers", turn.offers());
        model.addAttribute("chosen", chosen(form));
        model.addAttribute("base", base);
        model.addAttribute("assisted", base.startsWith("/staff"));
        model.addAttribute("types", ComplaintForm.types());
        model.addAttribute("vaccines", vaccines);
        model.addAttribute("kinds", Papers.kinds());
        model.addAttribute("kind", request.getParameter("kind"));
        if (turn.step() == Wizard.LAST) {
            model.addAttribute("sections", summary.of(form, vaccines));
        }
        return "portal/complaint";
    }

    private Map<String, Found> chosen(ComplaintForm form) {
        Map<String, Found> chosen = new LinkedHashMap<>();
        put(chosen, form, "place");
        form.rows().forEach(i -> put(chosen, form, ComplaintForm.dose(i) + "facility"));
        return chosen;
    }

    private void put(Map<String, Found> chosen, ComplaintForm form, String name) {
        Found found = units.chosen(form, name);
        if (found != null) {
            chosen.put(name, found);
        }
    }

    /** How long to wait, for who asks too often. */
    static void retryAfter(BadInput refused, HttpServletResponse response) {
        if (refused instanceof TooManyRequests wait) {
            response.setHeader("Retry-After", Long.toString(wait.retryAfter().toSeconds()));
        }
    }
}
