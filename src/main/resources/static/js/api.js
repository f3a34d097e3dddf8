// Calls to our own API from pages of ours and from embedded forms in Tasklist: same origin, session cookie, and the
// header that proves the request comes from our page. The cookie is not called XSRF-TOKEN, because Camunda's own is.
(function () {
    'use strict';

    function token() {
        const entry = document.cookie.split('; ').find(cookie => cookie.startsWith('MX-XSRF='));
        return entry ? decodeURIComponent(entry.substring('MX-XSRF='.length)) : '';
    }

    async function problem(response) {
        try {
            return await response.json();
        } catch (notJson) {
            return {title: response.statusText, status: response.status};
        }
    }

    /**
     * Like window.fetch, for a path such as '/api/v1/imports'. options.json is sent as a JSON body. Resolves to the response;
     * rejects with an Error whose message can be shown and whose `problem` is the problem+json (RFC 9457) of the answer.
     */
    async function call(path, options) {
        const settings = Object.assign({credentials: 'same-origin'}, options);
        settings.headers = Object.assign({'Accept-Language': document.documentElement.lang || 'vi'}, settings.headers);
        if (settings.json !== undefined) {
            settings.body = JSON.stringify(settings.json);
            settings.headers['Content-Type'] = 'application/json';
            settings.method = settings.method || 'POST';
            delete settings.json;
        }
        if (settings.method && !['GET', 'HEAD'].includes(settings.method.toUpperCase())) {
            if (!token()) {
                await window.fetch('/api/v1/session', {credentials: 'same-origin'});
            }
            settings.headers['X-MX-XSRF'] = token();
        }
        const response = await window.fetch(path, settings);
        if (!response.ok) {
            const details = await problem(response);
            const error = new Error(details.detail || details.title || String(response.status));
            error.problem = details;
            error.status = response.status;
            throw error;
        }
        return response;
    }

    window.minhxac = Object.assign(window.minhxac || {}, {fetch: call});
})();
