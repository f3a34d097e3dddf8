package vn.minhxac.engine.internal;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.common.Texts;
import vn.minhxac.engine.TaskRule;

@Configuration
class EngineConfiguration {

    /** The domain schema comes first, then the engine's, then what we add to the engine's. */
    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin minhXacPlugin(Tenants tenants, ObjectProvider<TaskRule> rules, ObjectProvider<Texts> texts,
                                      DataSource dataSource) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setTenantIdProvider(tenants);
                var interceptors = new ArrayList<>(configuration.getCustomPostCommandInterceptorsTxRequired() == null
                        ? List.of() : configuration.getCustomPostCommandInterceptorsTxRequired());
                interceptors.add(new SubmissionGuard(rules, texts, tenants));
                configuration.setCustomPostCommandInterceptorsTxRequired(interceptors);
            }

            @Override
            public void postProcessEngineBuild(ProcessEngine engine) {
                Flyway.configure().dataSource(dataSource).locations("classpath:db/engine").table("flyway_engine_history")
                        .baselineOnMigrate(true).baselineVersion("0").load().migrate();
            }
        };
    }
}
