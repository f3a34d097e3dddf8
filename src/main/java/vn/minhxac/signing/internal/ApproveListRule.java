package vn.minhxac.signing.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;

/** „Phê duyệt danh sách“: approve, by another person than the reviewer, or send back with a reason. */
@Component
class ApproveListRule implements TaskRule {

    private final Reviews reviews;

    ApproveListRule(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String task() {
        return "approveList";
    }

    @Override
    public Set<String> fields() {
        return Set.of("approvalDecision", "remark");
    }

    @Override
    public void check(Submission submission) {
        String officer = Submitter.of(submission);
        UUID list = UUID.fromString(submission.businessKey());
        Object decision = submission.values().get("approvalDecision");
        Object remark = Submitter.takeRemark(submission);
        if ("APPROVE".equals(decision)) {
            reviews.approve(list, officer, Remark.check(remark, "remark", false));
        } else if ("RETURN".equals(decision)) {
            reviews.sendBack(list, Remark.check(remark, "remark", true));
        } else {
            throw new BadInput(400, "signing.decision", List.of(new BadInput.FieldError("approvalDecision", "signing.decision")));
        }
    }
}
