package vn.minhxac.verification.internal;

import java.util.List;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import vn.minhxac.verification.internal.MemberService.Member;
import vn.minhxac.verification.internal.MemberService.MemberInput;
import vn.minhxac.verification.internal.MemberService.MemberPage;
import vn.minhxac.verification.internal.SessionDoseService.DoseInput;
import vn.minhxac.verification.internal.SessionDoseService.Saved;

/** The rows behind the forms {@code compileList} and {@code recordDoses}; people's data never enter the engine. */
@RestController
@RequestMapping("/api/v1/verification-lists/{listId}")
class ListController {

    private final MemberService members;
    private final SessionDoseService doses;

    ListController(MemberService members, SessionDoseService doses) {
        this.members = members;
        this.doses = doses;
    }

    @GetMapping("/members")
    MemberPage members(@PathVariable UUID listId, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return members.page(listId, page, size);
    }

    @PostMapping("/members")
    @ResponseStatus(HttpStatus.CREATED)
    Member add(@PathVariable UUID listId, @RequestBody MemberInput person) {
        return members.add(listId, person);
    }

    @DeleteMapping("/members/{citizenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID listId, @PathVariable long citizenId) {
        members.remove(listId, citizenId);
    }

    @PostMapping("/doses")
    Saved doses(@PathVariable UUID listId, @RequestBody List<DoseInput> lines) {
        return doses.save(listId, lines);
    }
}
