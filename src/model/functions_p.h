// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventhub_p.h"
#include "pathtrie_p.h"

#include <Racer/model.h>

namespace Racer {

class RootModelPrivate;

// A function that keeps the value at its output up to date with the values at its inputs.
struct ReactiveFunction
{
    Path output;
    QList<Path> inputs;
    Key name; // it was started by, or empty
    ModelFunction function;
    FunctionOptions options;
    const void *marker = nullptr; // in Passed::function of what it writes; never used again
    Model writer;                 // passes on the marker and nothing else
    Passed pendingPassed;         // of the first event since it last ran
    bool pending = false;         // an asynchronous one has to run
    bool stopped = false;
};

// A root model's functions: those known by name, and those that are running.
class Functions final : public EventFollower
{
public:
    explicit Functions(RootModelPrivate *root);
    ~Functions() override;

    void define(const Key &name, const ModelFunction &function);
    // The application's function of that name, or the built-in one; nullptr if there is none.
    [[nodiscard]] const ModelFunction *find(const Key &name) const;

    // These throw what the function throws, or Error if there is no function of the name given.
    [[nodiscard]] Value evaluate(const QList<Path> &inputs, const ModelFunction &function) const;
    Value start(const Path &output, const QList<Path> &inputs, const ModelFunction &function,
                const FunctionOptions &options);
    void stop(const Path &output);
    void stopAll(const Path &path); // those whose output is at the path or below

    // In the order of their outputs in the tree.
    [[nodiscard]] std::vector<const ReactiveFunction *> running() const;

    void onEvent(const Event &event) override;

private:
    using Matches = QVarLengthArray<ReactiveFunction *, 8>;
    // While one of these lives, functions that are stopped are kept: somebody is about to call them, or to see that
    // they are stopped.
    class Visit
    {
    public:
        explicit Visit(Functions &functions) : m_functions(functions) { ++m_functions.m_visits; }
        ~Visit()
        {
            if (--m_functions.m_visits == 0)
                m_functions.m_stopped.clear();
        }
        Visit(const Visit &) = delete;

    private:
        Functions &m_functions;
    };

    [[nodiscard]] const ModelFunction &resolve(const ModelFunction &function) const;
    [[nodiscard]] Value compute(const QList<Path> &inputs, const ModelFunction &function) const;
    void write(const ReactiveFunction &function, const Path &path, const Value &value, const Passed &passed);
    static void write(const Model &model, const FunctionOptions &options, const Path &path, const Value &value);
    void writeInputs(const ReactiveFunction &function, const Passed &passed);
    template<typename F>
    void guarded(const ReactiveFunction &function, F &&action);
    void runGetter(const ReactiveFunction &function, const Passed &passed);
    void stop(ReactiveFunction *function);

    void defer(ReactiveFunction &function, const Passed &passed);
    void scheduleDeferred();
    void runDeferred();
    [[nodiscard]] std::vector<ReactiveFunction *> dependencyOrder(const std::vector<ReactiveFunction *> &first) const;
    void findDependents(const ReactiveFunction &function, Matches &out) const;

    RootModelPrivate *const m_root;
    std::unordered_map<Key, ModelFunction> m_named;
    std::unordered_map<ReactiveFunction *, std::unique_ptr<ReactiveFunction>> m_running;
    std::vector<std::unique_ptr<ReactiveFunction>> m_stopped; // until nobody can be about to call them
    PathTrie<ReactiveFunction *> m_inputs;
    PathTrie<ReactiveFunction *> m_outputs;
    std::vector<ReactiveFunction *> m_deferred;
    qsizetype m_twoWay = 0;
    int m_visits = 0;
    bool m_scheduled = false;
};

} // namespace Racer
