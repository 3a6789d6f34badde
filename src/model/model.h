// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/confirmation.h>
#include <Racer/filterfunction.h>
#include <Racer/listener.h>
#include <Racer/modelfunction.h>
#include <Racer/patharg.h>
#include <Racer/refoptions.h>
#include <Racer/pathargs.h>

#include <memory>
#include <type_traits>

namespace Racer {

struct Context;
class Filter;
class ModelQuery;
class RootModel;
class RootModelPrivate;

// Something to load: a document's path, a model scoped to one, or a query.
class RACER_CLIENT_EXPORT Loadable
{
public:
    template<typename T>
        requires std::is_convertible_v<const T &, PathArg>
    Loadable(const T &path) : m_path(path) { }
    Loadable(std::shared_ptr<ModelQuery> query) : m_query(std::move(query)) { }

    [[nodiscard]] const std::shared_ptr<ModelQuery> &query() const noexcept { return m_query; }
    [[nodiscard]] const PathArg &path() const noexcept { return m_path; }

private:
    PathArg m_path;
    std::shared_ptr<ModelQuery> m_query;
};

class RACER_CLIENT_EXPORT Model
{
public:
    Model() noexcept = default;
    [[nodiscard]] bool isValid() const noexcept { return m_root != nullptr; }
    [[nodiscard]] RootModel *root() const noexcept;

    // Paths and scopes
    [[nodiscard]] Model at(PathArg subpath) const;
    template<typename... Rest>
    [[nodiscard]] Model at(PathArg first, PathArg second, const Rest &...rest) const
    { return at(first).at(second, rest...); }
    [[nodiscard]] Model scope(PathArg path = {}) const;
    [[nodiscard]] Model parent(int levels = 1) const;
    [[nodiscard]] QString path(PathArg subpath = {}) const;
    [[nodiscard]] Path segments(PathArg subpath = {}) const;
    [[nodiscard]] QString leaf(PathArg subpath = {}) const;
    [[nodiscard]] static bool isPath(const Value &value);
    [[nodiscard]] static QString id();

    // Derived models that write in another way
    [[nodiscard]] Model pass(const Value &object, bool invert = false) const;
    [[nodiscard]] Model silent(bool silent = true) const;
    [[nodiscard]] Model preventCompose() const;
    [[nodiscard]] Model allowCompose() const;
    [[nodiscard]] Model eventContext(const Key &id) const;
    [[nodiscard]] bool isSilent() const noexcept { return m_silent; }
    [[nodiscard]] const Passed &passed() const noexcept { return m_passed; }

    // Reading
    [[nodiscard]] Value get(PathArg subpath = {}) const;
    [[nodiscard]] Value getOrDefault(PathArg subpath, const Value &defaultValue) const;
    [[nodiscard]] Value getOrThrow(PathArg subpath = {}) const;
    [[nodiscard]] QList<Value> getValues(PathArg subpath = {}) const;
    [[nodiscard]] Value getCollection(const Key &name) const;
    [[nodiscard]] Value getDoc(const Key &collection, const Key &id) const;
    Value getOrCreateCollection(const Key &name) const;
    Value getOrCreateDoc(const Key &collection, const Key &id, const Value &data = {}) const;

    // Writing
    Mutation set(Value value) const { return set(PathArg(), std::move(value)); }
    Mutation set(PathArg subpath, Value value) const;
    Mutation setNull(Value value) const { return setNull(PathArg(), std::move(value)); }
    Mutation setNull(PathArg subpath, Value value) const;
    Mutation setEach(const Value &object) const { return setEach(PathArg(), object); }
    Mutation setEach(PathArg subpath, const Value &object) const;
    Mutation setDiff(Value value) const { return setDiff(PathArg(), std::move(value)); }
    Mutation setDiff(PathArg subpath, Value value) const;
    Mutation setDiffDeep(const Value &value) const { return setDiffDeep(PathArg(), value); }
    Mutation setDiffDeep(PathArg subpath, const Value &value) const;
    Mutation setArrayDiff(const Value &value) const { return setArrayDiff(PathArg(), value); }
    Mutation setArrayDiff(PathArg subpath, const Value &value) const;
    Mutation setArrayDiffDeep(const Value &value) const { return setArrayDiffDeep(PathArg(), value); }
    Mutation setArrayDiffDeep(PathArg subpath, const Value &value) const;
    Mutation create() const { return create(PathArg(), Value::object()); }
    Mutation create(Value value) const { return create(PathArg(), std::move(value)); }
    Mutation create(PathArg subpath, Value value) const;
    Mutation createNull() const { return createNull(PathArg(), Value::object()); }
    Mutation createNull(Value value) const { return createNull(PathArg(), std::move(value)); }
    Mutation createNull(PathArg subpath, Value value) const;
    Mutation add(Value object) const { return add(PathArg(), std::move(object)); }
    Mutation add(PathArg subpath, Value object) const;
    Mutation del(PathArg subpath = {}) const;
    Mutation increment(double by = 1) const { return increment(PathArg(), by); }
    Mutation increment(PathArg subpath, double by = 1) const;

    Mutation push(Value value) const { return push(PathArg(), std::move(value)); }
    Mutation push(PathArg subpath, Value value) const;
    Mutation unshift(Value value) const { return unshift(PathArg(), std::move(value)); }
    Mutation unshift(PathArg subpath, Value value) const;
    Mutation insert(qsizetype index, Value values) const { return insert(PathArg(), index, std::move(values)); }
    Mutation insert(PathArg subpath, qsizetype index, Value values) const;
    Mutation pop(PathArg subpath = {}) const;
    Mutation shift(PathArg subpath = {}) const;
    Mutation remove() const; // the element that the path ends at
    Mutation remove(qsizetype index, qsizetype howMany = 1) const { return remove(PathArg(), index, howMany); }
    Mutation remove(PathArg subpath, qsizetype index, qsizetype howMany = 1) const;
    Mutation move(qsizetype from, qsizetype to, qsizetype howMany = 1) const
    { return move(PathArg(), from, to, howMany); }
    Mutation move(PathArg subpath, qsizetype from, qsizetype to, qsizetype howMany = 1) const;

    Mutation stringInsert(qsizetype index, QStringView text) const { return stringInsert(PathArg(), index, text); }
    Mutation stringInsert(PathArg subpath, qsizetype index, QStringView text) const;
    Mutation stringRemove(qsizetype index, qsizetype howMany) const
    { return stringRemove(PathArg(), index, howMany); }
    Mutation stringRemove(PathArg subpath, qsizetype index, qsizetype howMany) const;
    Mutation subtypeSubmit(const Key &type, const Value &op) const { return subtypeSubmit(PathArg(), type, op); }
    Mutation subtypeSubmit(PathArg subpath, const Key &type, const Value &op) const;

    // Listening: on<ChangeEvent>(u"todos.*.title", [](const ChangeEvent &event, const QStringList &captures) { … }).
    // E is one of the event structs, or Event for all of them; the captures may be left out.
    template<typename E, typename F>
    Listener on(F &&callable) const
    { return listen<E>(nullptr, nullptr, std::forward<F>(callable), false, false); }
    template<typename E, typename F>
    Listener on(PathArg pattern, F &&callable) const
    { return listen<E>(&pattern, nullptr, std::forward<F>(callable), false, false); }
    template<typename E, typename F>
    Listener on(PathArg pattern, QObject *context, F &&callable) const
    { return listen<E>(&pattern, context, std::forward<F>(callable), false, false); }
    template<typename E, typename F>
    Listener once(F &&callable) const
    { return listen<E>(nullptr, nullptr, std::forward<F>(callable), false, true); }
    template<typename E, typename F>
    Listener once(PathArg pattern, F &&callable) const
    { return listen<E>(&pattern, nullptr, std::forward<F>(callable), false, true); }
    template<typename E, typename F>
    Listener once(PathArg pattern, QObject *context, F &&callable) const
    { return listen<E>(&pattern, context, std::forward<F>(callable), false, true); }
    // Called inside the mutator, before the queue.
    template<typename E, typename F>
    Listener onImmediate(F &&callable) const
    { return listen<E>(nullptr, nullptr, std::forward<F>(callable), true, false); }
    template<typename E, typename F>
    Listener onceImmediate(PathArg pattern, F &&callable) const
    { return listen<E>(&pattern, nullptr, std::forward<F>(callable), true, true); }
    template<typename E, typename F>
    Listener onceImmediate(PathArg pattern, QObject *context, F &&callable) const
    { return listen<E>(&pattern, context, std::forward<F>(callable), true, true); }
    template<typename E, typename F>
    Listener onImmediate(PathArg pattern, F &&callable) const
    { return listen<E>(&pattern, nullptr, std::forward<F>(callable), true, false); }
    template<typename E, typename F>
    Listener onImmediate(PathArg pattern, QObject *context, F &&callable) const
    { return listen<E>(&pattern, context, std::forward<F>(callable), true, false); }
    void removeListener(const Listener &listener) const;
    void removeAllListeners(PathArg pattern = {}) const;
    void removeAllListeners(Event::Type type, PathArg pattern = {}) const;
    void removeContextListeners() const;

    // Reactive functions
    void fn(const Key &name, const ModelFunction &function) const;
    Value start(PathArg output, const PathArgs &inputs, const ModelFunction &function,
                const FunctionOptions &options = {}) const;
    [[nodiscard]] Value evaluate(const PathArgs &inputs, const ModelFunction &function,
                                 const FunctionOptions &options = {}) const;
    void stop(PathArg output = {}) const;
    void stopAll(PathArg subpath = {}) const;

    // References: "from" shows what is at "to", and is written there.
    Model ref(PathArg to, RefOptions options = {}) const { return ref(PathArg(), to, options); }
    Model ref(PathArg from, PathArg to, RefOptions options = {}) const;
    Model ref(const std::shared_ptr<ModelQuery> &query) const { return ref(PathArg(), query); }
    Model ref(PathArg from, const std::shared_ptr<ModelQuery> &query) const;
    Model ref(const std::shared_ptr<Filter> &filter) const { return ref(PathArg(), filter); }
    Model ref(PathArg from, const std::shared_ptr<Filter> &filter) const;
    Model refList(PathArg to, PathArg ids, RefListOptions options = {}) const
    { return refList(PathArg(), to, ids, options); }
    Model refList(PathArg from, PathArg to, PathArg ids, RefListOptions options = {}) const;
    void removeRef(PathArg from = {}) const;
    void removeAllRefs(PathArg from = {}) const;
    [[nodiscard]] QString dereference(PathArg subpath = {}) const;

    // Filters and sorts
    [[nodiscard]] std::shared_ptr<Filter> filter(PathArg in, const FilterFunction &function = {},
                                                 const PathArgs &extraInputs = {}) const;
    [[nodiscard]] std::shared_ptr<Filter> sort(PathArg in, const SortFunction &function = {},
                                               const PathArgs &extraInputs = {}) const;
    void removeAllFilters(PathArg subpath = {}) const;

    // Writes that the server has not answered yet, or has refused
    [[nodiscard]] bool isPending(PathArg subpath = {}) const;
    [[nodiscard]] Error failure(PathArg subpath = {}) const; // a null Error if there is none
    void clearFailure(PathArg subpath = {}) const;

    // Loading
    Confirmation fetch() const { return fetch(Loadable(PathArg())); }
    Confirmation fetch(const Loadable &item) const { return fetch(QList<Loadable>{item}); }
    Confirmation fetch(const QList<Loadable> &items) const;
    Confirmation subscribe() const { return subscribe(Loadable(PathArg())); }
    Confirmation subscribe(const Loadable &item) const { return subscribe(QList<Loadable>{item}); }
    Confirmation subscribe(const QList<Loadable> &items) const;
    Confirmation unfetch() const { return unfetch(Loadable(PathArg())); }
    Confirmation unfetch(const Loadable &item) const { return unfetch(QList<Loadable>{item}); }
    Confirmation unfetch(const QList<Loadable> &items) const;
    Confirmation unsubscribe() const { return unsubscribe(Loadable(PathArg())); }
    Confirmation unsubscribe(const Loadable &item) const { return unsubscribe(QList<Loadable>{item}); }
    Confirmation unsubscribe(const QList<Loadable> &items) const;
    Confirmation fetchDoc(const Key &collection, const Key &id) const;
    Confirmation subscribeDoc(const Key &collection, const Key &id) const;
    Release unfetchDoc(const Key &collection, const Key &id) const;
    Release unsubscribeDoc(const Key &collection, const Key &id) const;
    [[nodiscard]] std::shared_ptr<ModelQuery> query(const Key &collection, const Value &expression,
                                                    const Value &options = {}) const;
    // The documents that a list of ids names, as it changes.
    [[nodiscard]] std::shared_ptr<ModelQuery> idsQuery(const Key &collection, PathArg ids) const;
    [[nodiscard]] Model context(const Key &id) const;
    [[nodiscard]] Context getOrCreateContext(const Key &id) const;
    void unload() const; // the model's own context
    void unload(const Key &contextId) const;
    void unloadAll() const;
    void destroy(PathArg subpath = {}) const;

protected:
    explicit Model(RootModelPrivate *root) noexcept : m_root(root) { }

private:
    friend class PathArg;
    friend class RootModelPrivate;
    friend class RootModel;
    friend class Write;

    template<typename E, typename F>
    Listener listen(const PathArg *pattern, QObject *context, F &&callable, bool immediate, bool once) const
    {
        using Function = std::remove_cvref_t<F>;
        constexpr bool captures = std::is_invocable_v<Function &, const E &, const QStringList &>;
        static_assert(captures || std::is_invocable_v<Function &, const E &>,
                      "a listener takes const E &, and optionally const QStringList & with the captures");
        detail::ListenerCallback callback = [function = Function(std::forward<F>(callable))](
                                                const Event &event, const QStringList &matches) mutable {
            if constexpr (captures)
                function(static_cast<const E &>(event), matches);
            else
                function(static_cast<const E &>(event));
        };
        if constexpr (std::is_same_v<E, Event>)
            return addListener(-1, pattern, context, std::move(callback), captures, immediate, once);
        else
            return addListener(int(E::EventType), pattern, context, std::move(callback), captures, immediate, once);
    }
    Listener addListener(int type, const PathArg *pattern, QObject *context, detail::ListenerCallback callback,
                         bool captures, bool immediate, bool once) const;

    RootModelPrivate *m_root = nullptr;
    Path m_path;
    Passed m_passed;
    Key m_loadContext; // empty: the root's
    Key m_eventContext;
    bool m_silent = false;
    bool m_preventCompose = false;
};

} // namespace Racer
