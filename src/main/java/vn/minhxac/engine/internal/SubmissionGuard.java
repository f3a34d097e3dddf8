package vn.minhxac.engine.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.engine.TaskRule;

/**
 * Stands before the commands by which officers complete tasks and start processes, and lets through only what the
 * {@link TaskRule} of that task (or start event) allows. The engine itself would store anything under any name.
 */
class SubmissionGuard extends CommandInterceptor {

    /**
     * What puts values into a process, moves its token or its timers without a form. Few have the right to most of it; but those who run
     * the system shall not decide complaints, skip the police or stop a clock either.
     */
    private static final Set<Class<?>> AROUND_THE_FORM = Set.of(StartProcessInstanceCmd.class, StartProcessInstanceAtActivitiesCmd.class,
            HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class, AbstractVariableCmd.class, AbstractPatchVariablesCmd.class,
            SetVariablesToProcessInstancesBatchCmd.class, MessageEventReceivedCmd.class, AbstractCorrelateMessageCmd.class, SignalCmd.class,
            SignalEventReceivedCmd.class, SetJobDuedateCmd.class, RecalculateJobDuedateCmd.class, CreateAttachmentCmd.class,
            // free words about people, which the engine would keep
            AddCommentCmd.class);

    private final ObjectProvider<TaskRule> ruleBeans;
    private final ObjectProvider<Texts> texts;
    private final Tenants tenants;
    private Map<String, TaskRule> rules;

    SubmissionGuard(ObjectProvider<TaskRule> ruleBeans, ObjectProvider<Texts> texts, Tenants tenants) {
        this.ruleBeans = ruleBeans;
        this.texts = texts;
        this.tenants = tenants;
    }

    @Override
    public <T> T execute(Command<T> command) {
        try {
            check(command);
            return next.execute(command);
        } catch (RuntimeException e) {
            BadInput badInput = badInput(e);
            if (badInput == null || officer() == null) {
                throw e;
            }
            // The REST API answers 400 with this text; Tasklist shows it.
            String title = texts.getObject().get("error." + badInput.code());
            String detail = texts.getObject().find("error." + badInput.code() + ".detail");
            throw new BadUserRequestException(detail == null ? title : title + ". " + detail, badInput);
        }
    }

    private void check(Command<?> command) {
        if (command instanceof ResolveTaskCmd) {
            // Takes variables like a completion, and gives away the task.
            throw new BadInput(403, "task.notThisWay");
        } else if (command instanceof CompleteTaskCmd) {
            checkTask(command, "variables");
        } else if (command instanceof SubmitTaskFormCmd) {
            checkTask(command, "properties");
        } else if (officer() == null || tenants.startedByUs() || !Context.getCommandContext().isAuthorizationCheckEnabled()) {
            // Our own code does what it likes: jobs, services, and the delegates that an officer's step brings about.
            return;
        } else if (command instanceof ClaimTaskCmd) {
            checkClaim(command);
        } else if (command instanceof SubmitStartFormCmd) {
            checkStart(command);
        } else if (AROUND_THE_FORM.stream().anyMatch(kind -> kind.isInstance(command))) {
            throw new BadInput(403, "task.notThisWay");
        }
    }

    /** Whoever claims for another would let him see what is not his, or leave the task with nobody. */
    private static void checkClaim(Command<?> command) {
        if (!officer().equals(new DirectFieldAccessor(command).getPropertyValue("userId"))) {
            throw new BadInput(403, "task.notThisWay");
        }
    }

    private void checkTask(Command<?> command, String valuesField) {
        var fields = new DirectFieldAccessor(command);
        String taskId = (String) fields.getPropertyValue("taskId");
        TaskEntity task = taskId == null ? null : Context.getCommandContext().getTaskManager().findTaskById(taskId);
        if (task == null || task.getExecution() == null) {
            // The command says so itself.
            return;
        }
        apply(task.getTaskDefinitionKey(), task.getExecution().getProcessBusinessKey(), values(fields, valuesField));
    }

    private void checkStart(Command<?> command) {
        var fields = new DirectFieldAccessor(command);
        var definition = Context.getProcessEngineConfiguration().getDeploymentCache()
                .findDeployedProcessDefinitionById((String) fields.getPropertyValue("processDefinitionId"));
        if (fields.getPropertyValue("businessKey") != null) {
            throw new BadInput("task.notThisWay");
        }
        apply(definition.getInitial().getId(), null, values(fields, "variables"));
    }

    private void apply(String task, String businessKey, Map<String, Object> values) {
        TaskRule rule = rules().get(task);
        if (rule == null) {
            throw new BadInput("task.withoutRule");
        }
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(rule.fields());
        if (!unknown.isEmpty()) {
            throw new BadInput("task.unknownField");
        }
        rule.check(new TaskRule.Submission(businessKey, officer(), values));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> values(DirectFieldAccessor command, String field) {
        var values = (Map<String, Object>) command.getPropertyValue(field);
        return values == null ? Map.of() : values;
    }

    private Map<String, TaskRule> rules() {
        if (rules == null) {
            rules = ruleBeans.stream().collect(Collectors.toMap(TaskRule::task, Function.identity()));
        }
        return rules;
    }

    private static String officer() {
        return Context.getCommandContext().getAuthenticatedUserId();
    }

    private static BadInput badInput(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof BadInput found) {
                return found;
            }
        }
        return null;
    }
}
