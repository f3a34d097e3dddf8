package vn.minhxac.signing.internal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;

/** „Rà soát danh sách“: submit, or give back with a reason. */
@Component
class ReviewListRule implements TaskRule {

    private final Reviews reviews;

    ReviewListRule(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String task() {
        return "reviewList";
    }

    @Override
    public Set<String> fields() {
        return Set.of("reviewDecision", "remark");
    }

    @Override
    public void check(Submission submission) {
        String officer = Submitter.of(submission);
        UUID list = UUID.fromString(submission.businessKey());
        Object decision = submission.values().get("reviewDecision");
        Object remark = Submitter.takeRemark(submission);
        if ("SUBMIT".equals(decision)) {
            reviews.submit(list, officer, Remark.check(remark, "remark", false));
        } else if ("RETURN".equals(decision)) {
            reviews.giveUp(list, officer, Remark.check(remark, "remark", true));
        } else {
            throw new BadInput(400, "signing.decision", List.of(new BadInput.FieldError("reviewDecision", "signing.decision")));
        }
    }
}
