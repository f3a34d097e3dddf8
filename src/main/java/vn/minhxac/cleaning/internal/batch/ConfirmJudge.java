package vn.minhxac.cleaning.internal.batch;

import java.util.Arrays;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * Police confirm what says who somebody is, health authorities above what changes a dose (9438: each its own facts). Nobody confirms what
 * he decided himself.
 */
@Component
class ConfirmJudge implements Judge {

    static final Set<String> RETURN_REASONS = Set.of("NOT_THIS_PERSON", "VALUE_WRONG", "PAPERS_NEEDED", "NOT_OUR_COMMUNE", "OTHER");

    private final ReviewJudge review;
    private final RowRepository rows;

    ConfirmJudge(ReviewJudge review, RowRepository rows) {
        this.review = review;
        this.rows = rows;
    }

    @Override
    public boolean sitsAt(Stage stage) {
        return stage == Stage.POLICE || stage == Stage.DOSES;
    }

    @Override
    public RowChange judge(Case one) throws Refusal {
        Row row = one.row();
        boolean judged = row.state() == RowState.CONFIRMED || row.state() == RowState.RETURNED;
        if (row.state() != RowState.REVIEWED && !judged || row.changesDose() != (one.seen().batch().stage() == Stage.DOSES)) {
            throw new Refusal("cleaning.notAtThisStage");
        }
        return switch (one.input().decision()) {
            case CONFIRM -> confirm(one);
            case RETURN -> sendBack(one);
            case EDIT -> review.edit(one);
            default -> throw new Refusal("cleaning.notAtThisStage");
        };
    }

    private RowChange confirm(Case one) throws Refusal {
        if (one.seen().officer().userId().equals(one.row().decidedBy())) {
            throw new Refusal("cleaning.fourEyes");
        }
        if (!Arrays.equals(one.row().contentHash(), one.around().person(one.row()).contentHash())) {
            throw new Refusal("cleaning.recordChanged");
        }
        DecisionInput.NpdResult npd = one.input().npdResult();
        boolean identity = !one.row().changesDose();
        return RowChange.judged(one.row(), RowState.CONFIRMED, Decision.CONFIRM, reason(one),
                identity ? (npd == null ? DecisionInput.NpdResult.PLATFORM_WRONG : npd).name() : null, one.seen().officer().userId(), one.at());
    }

    /** Why it was decided so; not why somebody sent it back before he confirmed it after all. */
    private String reason(Case one) {
        return one.row().state() == RowState.RETURNED ? rows.reasonDecided(one.seen().batch().id(), one.row()) : one.row().reason();
    }

    private static RowChange sendBack(Case one) throws Refusal {
        if (!RETURN_REASONS.contains(String.valueOf(one.input().reason()))) {
            throw new Refusal("cleaning.reason", "reason");
        }
        return RowChange.judged(one.row(), RowState.RETURNED, Decision.RETURN, one.input().reason(), null, one.seen().officer().userId(), one.at());
    }
}
