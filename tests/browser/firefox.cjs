// Playwright 1.65 drives a Firefox that nobody has patched by WebDriver BiDi, and then asks for colours before all else,
// by a command that Firefox 153 does not know yet. It is answered by one that is there and changes nothing. Until
// Firefox knows the command, a test in it cannot choose the scheme of the system.
const Module = require("node:module");
const compile = Module.prototype._compile;
Module.prototype._compile = function (source, ...rest) {
  return compile.call(this, source.replaceAll('"emulation.setMediaFeaturesOverride"', '"session.status"'), ...rest);
};
