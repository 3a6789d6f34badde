// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "scriptmodel_p.h"

#include <Racer/filterfunction.h>
#include <Racer/jsvalue.h>
#include <Racer/modelfunction.h>

#include <QtQml/QJSEngine>

#include <optional>

namespace Racer {

class ScriptRacer;

// What the JavaScript modules call. Single signatures, as the engine finds those fastest. "handle" is always a
// ScriptModel, "scope" the model's path and "sub" a path below it.
class ScriptBridge : public QObject
{
    Q_OBJECT
public:
    ScriptBridge(QJSEngine *engine, ScriptRacer *racer);

    [[nodiscard]] QJSEngine *engine() const { return m_engine; }
    [[nodiscard]] QJSValue toJS(const Value &value) const { return toJSValue(value, m_engine); }
    // The very exception if it came out of JavaScript.
    [[nodiscard]] QJSValue toJS(const Error &error);
    [[nodiscard]] QJSValue newHandle(std::shared_ptr<ScriptRoot> root, const Model &model) const;

    // An error that nobody has taken: goes to the listeners for 'error', else it is thrown by the call into the
    // model that is under way, else it is the host's.
    void raise(ScriptRoot &root, const QJSValue &error);
    void fail(const QJSValue &error);
    // Calls a function that JavaScript gave; what it throws is thrown as an Error.
    [[nodiscard]] Error errorFor(const QJSValue &exception);
    QJSValue callThrough(const QJSValue &function, const QJSValueList &arguments);

    void closeAll();
    [[nodiscard]] bool hasWork() const;
    [[nodiscard]] bool isListening() const; // a backend is

    Q_INVOKABLE QJSValue createRoot();
    Q_INVOKABLE QJSValue connectRoot(const QString &url);
    Q_INVOKABLE QJSValue property(QObject *handle, const QString &name) const;
    Q_INVOKABLE void setProperty(QObject *handle, const QString &name, const QJSValue &value);
    enum ConnectionAction { Connect, Disconnect, Reconnect };
    Q_INVOKABLE bool hasConnection(QObject *handle) const;
    Q_INVOKABLE void controlConnection(QObject *handle, int action);
    Q_INVOKABLE void bundle(QObject *handle, const QJSValue &callback);
    Q_INVOKABLE void unbundle(QObject *handle, const QJSValue &bundle);
    Q_INVOKABLE bool isAlive(QObject *handle) const;

    // Servers in this process: "backend" is what createBackend() returned.
    Q_INVOKABLE QJSValue createBackend(const QJSValue &options);
    Q_INVOKABLE QJSValue backendModel(QObject *backend, const QJSValue &options, const QJSValue &request);
    Q_INVOKABLE QJSValue backendListen(QObject *backend, int port, const QString &host);
    Q_INVOKABLE void backendProjection(QObject *backend, const QString &name, const QString &collection,
                                       const QStringList &fields);
    Q_INVOKABLE void backendUse(QObject *backend, const QString &action, const QJSValue &function);
    Q_INVOKABLE void middlewareNext(QObject *backend, int step, const QJSValue &error, const QJSValue &edited);
    Q_INVOKABLE QJSValue middlewareFixup(QObject *backend, int step, const QJSValue &edited, const QJSValue &edit);
    Q_INVOKABLE void backendClose(QObject *backend);

    // Reading
    Q_INVOKABLE QJSValue get(QObject *handle, const QString &scope, const QString &sub);
    Q_INVOKABLE QJSValue getValues(QObject *handle, const QString &scope, const QString &sub);
    Q_INVOKABLE QJSValue getOrThrow(QObject *handle, const QString &scope, const QString &sub);
    Q_INVOKABLE QString id() const;

    // Models that write in another way
    Q_INVOKABLE QJSValue pass(QObject *handle, const QJSValue &object, bool invert);
    Q_INVOKABLE QJSValue silent(QObject *handle, bool silent);
    Q_INVOKABLE QJSValue preventCompose(QObject *handle, bool prevent);
    Q_INVOKABLE QJSValue eventContext(QObject *handle, const QString &id);

    // Writing: "callback" is a function or undefined.
    Q_INVOKABLE QJSValue set(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                             const QJSValue &callback);
    Q_INVOKABLE QJSValue setNull(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                 const QJSValue &callback);
    Q_INVOKABLE QJSValue setEach(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                 const QJSValue &callback);
    Q_INVOKABLE QJSValue setDiff(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                 const QJSValue &callback);
    Q_INVOKABLE QJSValue setDiffDeep(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                     const QJSValue &callback);
    Q_INVOKABLE QJSValue setArrayDiff(QObject *handle, const QString &scope, const QString &sub,
                                      const QJSValue &value, const QJSValue &callback);
    Q_INVOKABLE QJSValue setArrayDiffDeep(QObject *handle, const QString &scope, const QString &sub,
                                          const QJSValue &value, const QJSValue &callback);
    Q_INVOKABLE QJSValue create(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                const QJSValue &callback);
    Q_INVOKABLE QJSValue createNull(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                    const QJSValue &callback);
    Q_INVOKABLE QJSValue add(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                             const QJSValue &callback);
    Q_INVOKABLE QJSValue del(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback);
    Q_INVOKABLE QJSValue increment(QObject *handle, const QString &scope, const QString &sub, double by,
                                   const QJSValue &callback);
    Q_INVOKABLE QJSValue push(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                              const QJSValue &callback);
    Q_INVOKABLE QJSValue unshift(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                 const QJSValue &callback);
    Q_INVOKABLE QJSValue insert(QObject *handle, const QString &scope, const QString &sub, double index,
                                const QJSValue &values, const QJSValue &callback);
    Q_INVOKABLE QJSValue pop(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback);
    Q_INVOKABLE QJSValue shift(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback);
    Q_INVOKABLE QJSValue remove(QObject *handle, const QString &scope, const QString &sub, double index,
                                double howMany, const QJSValue &callback);
    Q_INVOKABLE QJSValue removeLast(QObject *handle, const QString &scope, const QString &sub,
                                    const QJSValue &callback);
    Q_INVOKABLE QJSValue move(QObject *handle, const QString &scope, const QString &sub, double from, double to,
                              double howMany, const QJSValue &callback);
    Q_INVOKABLE QJSValue stringInsert(QObject *handle, const QString &scope, const QString &sub, double index,
                                      const QString &text, const QJSValue &callback);
    Q_INVOKABLE QJSValue stringRemove(QObject *handle, const QString &scope, const QString &sub, double index,
                                      double howMany, const QJSValue &callback);
    Q_INVOKABLE QJSValue subtypeSubmit(QObject *handle, const QString &scope, const QString &sub, const QString &type,
                                       const QJSValue &op, const QJSValue &callback);

    // Listening. The function is called with (type, passed, matches, ...what the type has).
    Q_INVOKABLE QJSValue listen(QObject *handle, const QString &pattern, bool raw, int type, bool immediate,
                                bool once, const QJSValue &function);
    Q_INVOKABLE void unlisten(QObject *listener);
    Q_INVOKABLE void removeListeners(QObject *handle, int type, bool allTypes, const QString &pattern);
    Q_INVOKABLE void removeContextListeners(QObject *handle);
    Q_INVOKABLE void setErrorListener(QObject *handle, const QJSValue &function);
    Q_INVOKABLE void raiseError(QObject *handle, const QJSValue &error);
    Q_INVOKABLE void failWith(const QJSValue &error);

    // Loading: "kind" is a Load, "query" a ScriptQuery.
    enum Load { Fetch, Subscribe, Unfetch, Unsubscribe };
    Q_INVOKABLE void load(QObject *handle, int kind, const QJSValue &items, const QJSValue &callback);
    Q_INVOKABLE void loadDoc(QObject *handle, int kind, const QString &collection, const QString &id,
                             const QJSValue &callback);
    Q_INVOKABLE QJSValue query(QObject *handle, const QString &collection, const QJSValue &expression,
                               const QJSValue &options);
    Q_INVOKABLE QJSValue idsQuery(QObject *handle, const QString &collection, const QString &ids);
    Q_INVOKABLE void queryLoad(QObject *handle, QObject *query, int kind, const QJSValue &callback);
    enum QueryPart { QueryResults, QueryIds, QueryExtra, QuerySerialized, QueryInfo };
    Q_INVOKABLE QJSValue queryGet(QObject *handle, QObject *query, int part);
    Q_INVOKABLE void queryRef(QObject *handle, QObject *query, int part, const QString &from, const QString &sub);
    Q_INVOKABLE QJSValue context(QObject *handle, const QString &id);
    Q_INVOKABLE void unload(QObject *handle, const QJSValue &id);
    Q_INVOKABLE void unloadAll(QObject *handle);
    Q_INVOKABLE void destroyBelow(QObject *handle, const QString &scope, const QString &sub);
    Q_INVOKABLE void close(QObject *handle, const QJSValue &callback);
    Q_INVOKABLE void whenNothingPending(QObject *handle, const QJSValue &callback);
    Q_INVOKABLE bool hasPending(QObject *handle, bool writesOnly);

    // Derived data: paths are absolute unless there is a scope; functions answer [true, result] or [false, exception].
    Q_INVOKABLE void fn(QObject *handle, const QString &name, const QJSValue &get, const QJSValue &set);
    Q_INVOKABLE QJSValue start(QObject *handle, const QString &output, const QJSValue &inputs,
                               const QJSValue &options, const QJSValue &get, const QJSValue &set);
    Q_INVOKABLE QJSValue evaluate(QObject *handle, const QJSValue &inputs, const QJSValue &options,
                                  const QJSValue &get, const QJSValue &set);
    Q_INVOKABLE void stop(QObject *handle, const QString &scope, const QString &sub, bool all);
    Q_INVOKABLE void ref(QObject *handle, const QString &from, const QString &to, bool updateIndices);
    Q_INVOKABLE void refList(QObject *handle, const QString &from, const QString &to, const QString &ids,
                             bool deleteRemoved);
    Q_INVOKABLE bool isRefList(QObject *handle, const QString &scope, const QString &sub);
    Q_INVOKABLE void removeRef(QObject *handle, const QString &scope, const QString &sub, bool all);
    Q_INVOKABLE QJSValue dereference(QObject *handle, const QString &scope, const QString &sub);
    enum FilterPart { FilterItems, FilterIds, FilterInputs };
    enum FilterAction { FilterRef, FilterUpdate, FilterDestroy };
    Q_INVOKABLE QJSValue filter(QObject *handle, const QString &in, const QJSValue &extras, bool sorts,
                                const QJSValue &function, bool takesObject);
    Q_INVOKABLE void filterSet(QObject *handle, QObject *filter, bool sorts, const QJSValue &function,
                               bool takesObject);
    Q_INVOKABLE void filterWindow(QObject *handle, QObject *filter, double skip, double limit);
    Q_INVOKABLE QJSValue filterGet(QObject *handle, QObject *filter, int part);
    Q_INVOKABLE void filterDo(QObject *handle, QObject *filter, int action, const QString &from);
    Q_INVOKABLE void removeAllFilters(QObject *handle, const QString &scope, const QString &sub);

private:
    class Call;
    template<typename Function>
    QJSValue run(QObject *handle, Function function);
    enum class Steps { One, Several };
    template<typename Function>
    QJSValue write(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback,
                   Function mutator, Steps steps = Steps::One);
    void confirm(ScriptModel &model, const Confirmation &confirmation, const QJSValue &callback);
    void confirm(ScriptModel &model, const Release &release, const QJSValue &callback);
    void settle(ScriptModel &model, QFuture<void> future, const QJSValue &callback);
    [[nodiscard]] ModelFunction toFunction(const QJSValue &get, const QJSValue &set);
    [[nodiscard]] FilterFunction toFilterFunction(const QJSValue &filter, bool takesObject);
    [[nodiscard]] SortFunction toSortFunction(const QJSValue &sort);
    void answer(const std::weak_ptr<ScriptRoot> &root, const QJSValue &callback, const Error &error);

    QJSEngine *const m_engine;
    ScriptRacer *const m_racer;
    Call *m_call = nullptr; // the innermost call into the model
    // The exception that a function given by JavaScript has thrown last, and the Error that stands for it.
    QJSValue m_thrown;
    QString m_thrownMessage;
    // Alive until closed, as a socket keeps Racer's: JavaScript may have dropped them with something left to send.
    std::vector<std::shared_ptr<QObject>> m_backends; // gone after their models
    std::vector<std::shared_ptr<ScriptRoot>> m_connected;
};

} // namespace Racer

#include "scriptcall_p.h"
