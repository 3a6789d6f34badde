// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelvalue.h>

#include <QtCore/QHash>
#include <QtQml/QJSValue>

QT_BEGIN_NAMESPACE
class QQmlExpression;
QT_END_NAMESPACE

namespace Racer {

// Calls of JavaScript functions whose inputs beside their arguments are known: properties that QML has signals for, and
// places in models. changed() is emitted when one of them is another, whichever call has looked at it.
//
// What calls read is known to the expression that they run in, and only until that runs something else. So each watch()
// has an expression of its own. From time to time the calls of those outside a run() are made again together in one, in
// groups that grow, which keeps the number of expressions small and costs each call a few more.
class TrackedCalls : public QObject
{
    Q_OBJECT
public:
    // "owner" is an object of QML; without an engine of its own nothing is tracked.
    explicit TrackedCalls(QObject *owner);
    ~TrackedCalls() override;

    // Throws an Error for what the function throws.
    [[nodiscard]] QJSValue call(const QJSValue &function, const QList<Value> &arguments);
    // The calls that "work" makes belong together. It should do nothing else that reads properties.
    void watch(const std::function<void()> &work);
    // "work" makes all the calls that count: what was read before is forgotten.
    void run(const std::function<void()> &work);
    void forget();

    Q_INVOKABLE void evaluate(); // for the expressions

Q_SIGNALS:
    void changed();

private:
    struct Call
    {
        QJSValue function;
        QList<Value> arguments;
    };
    struct Group
    {
        QQmlExpression *expression = nullptr;
        std::vector<Call> calls;
    };

    [[nodiscard]] QJSValue callNow(const QJSValue &function, const QList<Value> &arguments);
    void evaluateIn(QQmlExpression *expression, const std::function<void()> &work);
    [[nodiscard]] QQmlExpression *takeExpression();
    void release(QQmlExpression *expression);
    void keep(Group group);
    [[nodiscard]] Group merge(std::vector<Group> &groups);
    void noteRead(const Model &place);
    void noteChange();

    QObject *const m_owner;
    const std::function<void()> *m_work = nullptr; // of the evaluation under way
    std::vector<Call> *m_calls = nullptr;          // made by it, where they may have to be made again
    std::vector<QQmlExpression *> m_whole;         // of run()
    std::vector<std::vector<Group>> m_ranks;       // later calls: the groups of each rank are larger
    std::vector<QQmlExpression *> m_free;
    QHash<QPair<RootModel *, Path>, ModelValue *> m_reads;
    size_t m_wholeCalls = 0;
    size_t m_laterCalls = 0;
    bool m_isRunning = false; // within run()
    bool m_isTelling = false; // within changed()
    bool m_changePosted = false;
};

} // namespace Racer
