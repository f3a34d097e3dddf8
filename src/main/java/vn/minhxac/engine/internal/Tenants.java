package vn.minhxac.engine.internal;

import java.util.concurrent.Callable;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;

/** The tenant of an instance is its province: the one it is started for, else that of the officer who starts it. */
@Component
class Tenants implements TenantIdProvider {

    private static final String NONE = "";

    private final ThreadLocal<String> province = new ThreadLocal<>();
    // The engine is built before the beans that need it.
    private final ObjectProvider<Officers> officers;

    Tenants(ObjectProvider<Officers> officers) {
        this.officers = officers;
    }

    /** Whether the code that runs was called by {@link #inProvince}, not by a form or the REST API. */
    boolean startedByUs() {
        return province.get() != null;
    }

    /** @param code null: of no province */
    <T> T inProvince(String code, Callable<T> work) {
        String outer = province.get();
        province.set(code == null ? NONE : code);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (outer == null) {
                province.remove();
            } else {
                province.set(outer);
            }
        }
    }

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        if (context.getSuperExecution() != null) {
            return context.getSuperExecution().getTenantId();
        }
        return startedByUs() ? tenant(province.get()) : officers.getObject().current().map(Officer::provinceCode).orElse(null);
    }

    private static String tenant(String code) {
        return code.equals(NONE) ? null : code;
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        return null;
    }

    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
        return context.getExecution() == null ? null : context.getExecution().getTenantId();
    }
}
