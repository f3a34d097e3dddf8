package vn.minhxac.complaint;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.handling.Answering;

/** „Trả lời người dân“: the answer, to this complaint and to those that wait for it. */
@Component("answerCitizen")
class AnswerCitizen implements JavaDelegate {

    private final Answering answering;

    AnswerCitizen(Answering answering) {
        this.answering = answering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        answering.answer(UUID.fromString((String) execution.getVariable("complaintId")));
    }
}
