package vn.minhxac.portal.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.DefaultErrorViewResolver;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.minhxac.unit.Officers;

/** Language, layout model and error pages of all our pages. */
@Configuration(proxyBeanMethods = false)
class PortalConfig {

    @Bean
    PageLocale localeResolver() {
        return new PageLocale();
    }

    @Bean
    WebMvcConfigurer pageLayout(Officers officers, PageLocale locale, Environment environment) {
        boolean training = environment.acceptsProfiles(Profiles.of("training"));
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PageModel(officers, locale, training));
            }
        };
    }

    /** A form sent from a page that was open too long is not a lack of rights: say what happened instead. */
    @Bean
    ErrorViewResolver errorPages(ApplicationContext context, WebProperties web) {
        return new DefaultErrorViewResolver(context, web.getResources()) {
            @Override
            public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
                return request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
                        ? new ModelAndView("error/session", model, status) : super.resolveErrorView(request, status, model);
            }
        };
    }
}
