export default {
  customScripts: ['../../../js/camunda-session.js'],
  disableWelcomeMessage: true
};
