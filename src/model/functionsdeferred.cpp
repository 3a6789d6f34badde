// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "functions_p.h"

#include "rootmodel_p.h"

#include <QtCore/QSet>

#include <queue>

// The asynchronous functions: those whose inputs change run once, when the event loop turns, and in an order in which
// none runs before the others that it depends on.
namespace Racer {

void Functions::defer(ReactiveFunction &function, const Passed &passed)
{
    if (function.pending)
        return;
    function.pending = true;
    function.pendingPassed = passed;
    m_deferred.push_back(&function);
    scheduleDeferred();
}

void Functions::scheduleDeferred()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(m_root->q, [this] { runDeferred(); }, Qt::QueuedConnection);
}

// A function may become pending while another runs. It still has its turn if it comes later in the order; if it has
// had its turn, its next one is in the next round.
void Functions::runDeferred()
{
    const Visit visit(*this);
    const std::vector<ReactiveFunction *> order = dependencyOrder(std::exchange(m_deferred, {}));
    for (ReactiveFunction *function : order) {
        if (std::exchange(function->pending, false))
            runGetter(*function, std::exchange(function->pendingPassed, {}));
    }
    std::erase_if(m_deferred, [](const ReactiveFunction *function) { return !function->pending; });
    m_scheduled = false;
    if (!m_deferred.empty())
        scheduleDeferred();
}

void Functions::findDependents(const ReactiveFunction &function, Matches &out) const
{
    const auto follow = [&](const Path &written) {
        m_inputs.findAffected(written, out);
        if (m_twoWay == 0)
            return;
        Matches setters;
        m_outputs.findAffected(written, setters);
        for (ReactiveFunction *setter : setters) {
            if (setter->function.isTwoWay())
                out.push_back(setter);
        }
    };
    follow(function.output);
    if (function.function.isTwoWay()) {
        for (const Path &input : function.inputs)
            follow(input);
    }
}

// "first" and all functions that their outputs lead to, each after those that it depends on. Where the dependencies do
// not say, and where they go round in a circle, those of "first" keep their order.
std::vector<ReactiveFunction *> Functions::dependencyOrder(const std::vector<ReactiveFunction *> &first) const
{
    struct Step
    {
        ReactiveFunction *function;
        std::vector<size_t> dependents;
        size_t waitsFor = 0;
        bool done = false;
    };
    std::vector<Step> steps;
    std::unordered_map<const ReactiveFunction *, size_t> indexes;
    const auto indexOf = [&](ReactiveFunction *function) {
        const auto [place, isNew] = indexes.emplace(function, steps.size());
        if (isNew)
            steps.push_back({function, {}});
        return place->second;
    };
    for (ReactiveFunction *function : first)
        indexOf(function);
    for (size_t i = 0; i < steps.size(); ++i) {
        Matches found;
        findDependents(*steps[i].function, found);
        QSet<size_t> known{i};
        for (ReactiveFunction *function : found) {
            const size_t dependent = indexOf(function);
            if (known.contains(dependent))
                continue;
            known.insert(dependent);
            steps[i].dependents.push_back(dependent);
            ++steps[dependent].waitsFor;
        }
    }

    std::vector<ReactiveFunction *> order;
    order.reserve(steps.size());
    std::priority_queue<size_t, std::vector<size_t>, std::greater<>> ready;
    for (size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].waitsFor == 0)
            ready.push(i);
    }
    for (size_t next = 0; order.size() < steps.size();) {
        size_t chosen = 0;
        if (!ready.empty()) {
            chosen = ready.top();
            ready.pop();
        } else {
            while (steps[next].done)
                ++next;
            chosen = next; // a circle
        }
        Step &step = steps[chosen];
        if (std::exchange(step.done, true))
            continue;
        order.push_back(step.function);
        for (const size_t dependent : step.dependents) {
            if (--steps[dependent].waitsFor == 0 && !steps[dependent].done)
                ready.push(dependent);
        }
    }
    return order;
}

} // namespace Racer
