// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import Racer

/*!
    \qmltype RootModel
    \inqmlmodule Racer
    \inherits RootModelBase
    \brief A tree of data, part of it local and part of it shared through a connection: Racer's root model.

    \qml
    RootModel {
        id: model
        url: "ws://localhost:8080/"
        onErrorOccurred: (error) => console.warn(error.message)
    }
    \endqml

    Collections whose names begin with \c _ or \c $ are local; the others are documents of the server.
    Without one only local data works.

    The functions are those of Racer's model, with its names and arguments: those that take a value also take a path
    before it, and a callback last; each of these has a twin that returns a promise in \l root. A path is text with
    dots, a number, or another model, which stands for its absolute path. at() and scope() return models of JavaScript
    with the same functions, and \l root is the root among them: calls through these are faster than through the
    element, and some functions only they have, such as \c destroy, which QML has taken for itself.

    What get() returns is a copy: changing it changes nothing in the model. Undefined and null are distinct. Functions,
    QObjects and regular expressions are no data; writing one throws an error with the code \c ERR_JS_VALUE_NOT_JSON.
*/
RootModelBase {
    // Paths and scopes
    function at(first) { return arguments.length < 2 ? root.at(first) : root.at.apply(root, arguments); }
    function scope(first) { return arguments.length < 2 ? root.scope(first) : root.scope.apply(root, arguments); }
    function parent(levels) { return root.parent(levels); }
    function path(subpath) { return root.path(subpath); }
    function isPath(value) { return root.isPath(value); }
    function leaf(path) { return root.leaf(path); }
    function dereference(subpath) { return root.dereference(subpath); }
    function id() { return root.id(); }

    // Reading
    function get(subpath) { return root.get(subpath); }
    function getCopy(subpath) { return root.getCopy(subpath); }
    function getDeepCopy(subpath) { return root.getDeepCopy(subpath); }
    function getOrDefault(subpath, defaultValue) { return root.getOrDefault(subpath, defaultValue); }
    function getOrThrow(subpath) { return root.getOrThrow(subpath); }
    function getValues(subpath) { return root.getValues(subpath); }
    function getCollection(name) { return root.getCollection(name); }
    function getDoc(collection, id) { return root.getDoc(collection, id); }
    function getOrCreateDoc(collection, id, data) { return root.getOrCreateDoc(collection, id, data); }

    // Writing
    function set(subpath, value, callback) {
        return arguments.length === 2 ? root.set(subpath, value) : root.set.apply(root, arguments);
    }
    function setNull(subpath, value, callback) { return root.setNull.apply(root, arguments); }
    function setEach(subpath, value, callback) { return root.setEach.apply(root, arguments); }
    function setDiff(subpath, value, callback) { return root.setDiff.apply(root, arguments); }
    function setDiffDeep(subpath, value, callback) { return root.setDiffDeep.apply(root, arguments); }
    function setArrayDiff(subpath, value, callback) { return root.setArrayDiff.apply(root, arguments); }
    function setArrayDiffDeep(subpath, value, callback) { return root.setArrayDiffDeep.apply(root, arguments); }
    function create(subpath, value, callback) { return root.create.apply(root, arguments); }
    function createNull(subpath, value, callback) { return root.createNull.apply(root, arguments); }
    function add(subpath, value, callback) { return root.add.apply(root, arguments); }
    function push(subpath, value, callback) {
        return arguments.length === 2 ? root.push(subpath, value) : root.push.apply(root, arguments);
    }
    function unshift(subpath, value, callback) { return root.unshift.apply(root, arguments); }
    function insert(subpath, index, values, callback) { return root.insert.apply(root, arguments); }
    function remove(subpath, index, howMany, callback) { return root.remove.apply(root, arguments); }
    function move(subpath, from, to, howMany, callback) { return root.move.apply(root, arguments); }
    function stringInsert(subpath, index, text, callback) { return root.stringInsert.apply(root, arguments); }
    function stringRemove(subpath, index, howMany, callback) { return root.stringRemove.apply(root, arguments); }
    function subtypeSubmit(subpath, type, op, callback) { return root.subtypeSubmit.apply(root, arguments); }
    function del(subpath, callback) { return root.del(subpath, callback); }
    function pop(subpath, callback) { return root.pop(subpath, callback); }
    function shift(subpath, callback) { return root.shift(subpath, callback); }
    function increment(subpath, by, callback) { return root.increment(subpath, by, callback); }

    // Models that write in another way
    function pass(object, invert) { return root.pass(object, invert); }
    function silent(flag) { return root.silent(flag); }
    function preventCompose() { return root.preventCompose(); }
    function allowCompose() { return root.allowCompose(); }
    function eventContext(id) { return root.eventContext(id); }
    function context(id) { return root.context(id); }

    // Listening
    function on(type, pattern, options, listener) { return root.on.apply(root, arguments); }
    function addListener(type, pattern, options, listener) { return root.addListener.apply(root, arguments); }
    function once(type, pattern, options, listener) { return root.once.apply(root, arguments); }
    function removeListener(type, listener) { return root.removeListener(type, listener); }
    function removeAllListeners(type, subpath) { return root.removeAllListeners(type, subpath); }
    function removeContextListeners() { return root.removeContextListeners(); }
    function emit(type, argument) { return root.emit.apply(root, arguments); }

    // Refs, functions, filters
    function ref(from, to, options) { return root.ref.apply(root, arguments); }
    function refList(from, to, ids, options) { return root.refList.apply(root, arguments); }
    function removeRef(from) { return root.removeRef(from); }
    function removeAllRefs(from) { return root.removeAllRefs(from); }
    function fn(name, definition) { return root.fn(name, definition); }
    function start(output, inputs, options, definition) { return root.start.apply(root, arguments); }
    function evaluate(inputs, options, definition) { return root.evaluate.apply(root, arguments); }
    function stop(output) { return root.stop(output); }
    function stopAll(subpath) { return root.stopAll(subpath); }
    function filter(inputs, extras, options, definition) { return root.filter.apply(root, arguments); }
    function sort(inputs, extras, options, definition) { return root.sort.apply(root, arguments); }
    function removeAllFilters(subpath) { return root.removeAllFilters(subpath); }

    // Loading
    function fetch(item, callback) { return root.fetch.apply(root, arguments); }
    function subscribe(item, callback) { return root.subscribe.apply(root, arguments); }
    function unfetch(item, callback) { return root.unfetch.apply(root, arguments); }
    function unsubscribe(item, callback) { return root.unsubscribe.apply(root, arguments); }
    function fetchDoc(collection, id, callback) { return root.fetchDoc(collection, id, callback); }
    function subscribeDoc(collection, id, callback) { return root.subscribeDoc(collection, id, callback); }
    function unfetchDoc(collection, id, callback) { return root.unfetchDoc(collection, id, callback); }
    function unsubscribeDoc(collection, id, callback) { return root.unsubscribeDoc(collection, id, callback); }
    function query(collection, expression, options) { return root.query(collection, expression, options); }
    function unload(context) { return root.unload(context); }
    function unloadAll() { return root.unloadAll(); }
    function close(callback) { return root.close(callback); }
    function hasPending() { return root.hasPending(); }
    function whenNothingPending(callback) { return root.whenNothingPending(callback); }
    function bundle(callback) { return root.bundle(callback); }
    function unbundle(bundle) { return root.unbundle(bundle); }
}
