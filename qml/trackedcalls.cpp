// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "trackedcalls_p.h"

#include "jsfunction_p.h"

#include <Racer/scriptreads.h>

#include <QtCore/QScopedValueRollback>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Racer {

namespace {

// Groups of a rank that become one of the next.
constexpr size_t GroupsPerRank = 64;
// Places in models that are watched one by one; with more of them, whole models are.
constexpr qsizetype MaxReads = 4096;

} // namespace

TrackedCalls::TrackedCalls(QObject *owner) : m_owner(owner)
{
    QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
}

TrackedCalls::~TrackedCalls() = default;

QJSValue TrackedCalls::call(const QJSValue &function, const QList<Value> &arguments)
{
    if (m_work || !qmlEngine(m_owner)) {
        if (m_calls)
            m_calls->push_back({function, arguments});
        else
            ++m_wholeCalls;
        return callNow(function, arguments);
    }
    QJSValue result;
    Error failure;
    Group group{takeExpression(), {{function, arguments}}};
    evaluateIn(group.expression, [&] {
        try {
            result = callNow(function, arguments);
        } catch (const Error &error) {
            failure = error;
        }
    });
    keep(std::move(group));
    if (failure)
        throw failure;
    return result;
}

void TrackedCalls::watch(const std::function<void()> &work)
{
    if (m_work || !qmlEngine(m_owner))
        return work();
    Group group{takeExpression(), {}};
    {
        const QScopedValueRollback rollback(m_calls, m_isRunning ? nullptr : &group.calls);
        evaluateIn(group.expression, work);
    }
    if (m_isRunning)
        m_whole.push_back(group.expression);
    else if (group.calls.empty())
        release(group.expression);
    else
        keep(std::move(group));
}

void TrackedCalls::run(const std::function<void()> &work)
{
    if (m_isRunning)
        return work();
    forget();
    const QScopedValueRollback rollback(m_isRunning, true);
    work();
}

void TrackedCalls::evaluate()
{
    if (m_work)
        (*m_work)();
}

QJSValue TrackedCalls::callNow(const QJSValue &function, const QList<Value> &arguments)
{
    const ScriptReads reads([this](const Model &place) { noteRead(place); });
    return callFunction(function, arguments, m_owner);
}

void TrackedCalls::evaluateIn(QQmlExpression *expression, const std::function<void()> &work)
{
    const QScopedValueRollback rollback(m_work, &work);
    expression->evaluate();
}

QQmlExpression *TrackedCalls::takeExpression()
{
    if (!m_free.empty()) {
        QQmlExpression *const expression = m_free.back();
        m_free.pop_back();
        expression->setNotifyOnValueChanged(true);
        return expression;
    }
    auto *const expression =
        new QQmlExpression(qmlEngine(m_owner)->rootContext(), this, u"evaluate()"_s, this);
    expression->setNotifyOnValueChanged(true);
    connect(expression, &QQmlExpression::valueChanged, this, &TrackedCalls::noteChange);
    return expression;
}

void TrackedCalls::release(QQmlExpression *expression)
{
    expression->setNotifyOnValueChanged(false); // lets go of what it has read
    m_free.push_back(expression);
}

void TrackedCalls::keep(Group group)
{
    m_laterCalls += group.calls.size();
    for (size_t rank = 0;; ++rank) {
        if (rank == m_ranks.size())
            m_ranks.emplace_back();
        std::vector<Group> &groups = m_ranks[rank];
        groups.push_back(std::move(group));
        if (groups.size() < GroupsPerRank)
            break;
        group = merge(groups);
    }
    // All that is there anew costs no more than these calls did.
    if (m_laterCalls > std::max<size_t>(m_wholeCalls, 4096))
        noteChange();
}

TrackedCalls::Group TrackedCalls::merge(std::vector<Group> &groups)
{
    Group whole{takeExpression(), {}};
    for (Group &group : groups) {
        std::move(group.calls.begin(), group.calls.end(), std::back_inserter(whole.calls));
        group.calls.clear();
    }
    evaluateIn(whole.expression, [&] {
        for (const Call &call : whole.calls) {
            try {
                (void)callNow(call.function, call.arguments);
            } catch (const Error &) {
                continue; // was reported by the first call
            }
        }
    });
    for (const Group &group : groups)
        release(group.expression);
    groups.clear();
    return whole;
}

void TrackedCalls::noteRead(const Model &place)
{
    const auto watch = [this](const Model &model) {
        ModelValue *&value = m_reads[{model.root(), model.segments()}];
        if (value)
            return;
        value = new ModelValue(model, this);
        connect(value, &ModelValue::valueChanged, this, &TrackedCalls::noteChange);
    };
    if (m_reads.size() < MaxReads)
        watch(place);
    else
        watch(place.scope());
}

// At once, as a binding is; but a change that a run brings about itself only after it, as that may never end.
void TrackedCalls::noteChange()
{
    if (m_changePosted)
        return;
    if (!m_work && !m_isRunning && !m_isTelling) {
        const QScopedValueRollback rollback(m_isTelling, true);
        Q_EMIT changed();
        return;
    }
    m_changePosted = true;
    QMetaObject::invokeMethod(this, [this] {
        m_changePosted = false;
        Q_EMIT changed();
    }, Qt::QueuedConnection);
}

void TrackedCalls::forget()
{
    for (QQmlExpression *expression : std::exchange(m_whole, {}))
        release(expression);
    for (const std::vector<Group> &groups : m_ranks) {
        for (const Group &group : groups)
            release(group.expression);
    }
    m_ranks.clear();
    for (ModelValue *value : std::as_const(m_reads)) {
        value->disconnect(this);
        value->deleteLater();
    }
    m_reads.clear();
    m_wholeCalls = 0;
    m_laterCalls = 0;
}

} // namespace Racer
