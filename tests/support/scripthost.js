// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
'use strict';

// Where programs.js has its models in Qt's engine: "world" is the C++ side of the test.
function scriptHost(racer, world) {
  return {
    createModels: function (names, program) {
      var models = {};
      names.forEach(function (name) { models[name] = program.server ? world.createModel() : racer.createModel(); });
      if (program.server) (program.server.reject || []).forEach(function (member) { world.reject(member); });
      return models;
    },
    settle: function (models, done) {
      var idle = 0;
      function check() {
        var busy = Object.keys(models).some(function (name) { return models[name].hasPending(); });
        idle = busy ? 0 : idle + 1;
        if (idle > 4) done();
        else world.later(check);
      }
      world.later(check);
    },
    close: function (models, done) { done(); }
  };
}

// Runs a program given as JSON; the log is there once it is not null.
function runProgram(racer, world, json) {
  var result = {log: null};
  programs.run(JSON.parse(json), scriptHost(racer, world), function (log) {
    result.log = [].concat.apply([], log);
  });
  return result;
}
