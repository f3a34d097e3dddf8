package vn.minhxac.citizen.internal.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;

/** Importing for signed-in officers: upload, progress, results. Reading it needs no JavaScript. */
@Controller
@RequestMapping("/staff/imports")
class ImportPage {

    private static final int SHOWN = 50;

    private final ImportUpload upload;
    private final ImportAccess access;
    private final Texts texts;

    ImportPage(ImportUpload upload, ImportAccess access, Texts texts) {
        this.upload = upload;
        this.access = access;
        this.texts = texts;
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return ImportRun.ZONE;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("imports", access.recent(SHOWN));
        return "citizen/imports";
    }

    @PostMapping
    String accept(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "false") boolean dryRun, Model model)
            throws IOException {
        try {
            UUID id = upload.accept(file, dryRun);
            return "redirect:/staff/imports/" + id;
        } catch (BadInput e) {
            if (e.status() == HttpStatus.FORBIDDEN.value()) {
                throw e;
            }
            String detail = texts.find("error." + e.code() + ".detail");
            List<String> fields = e.errors().stream().map(BadInput.FieldError::field).toList();
            model.addAttribute("problem", texts.get("error." + e.code()));
            model.addAttribute("detail", detail);
            model.addAttribute("fields", fields);
            model.addAttribute("dryRun", dryRun);
            return list(model);
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("found", access.find(id));
        return "citizen/import";
    }

    @ExceptionHandler(BadInput.class)
    void refused(BadInput e, HttpServletResponse response) throws IOException {
        response.sendError(e.status());
    }
}
