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
// What a call reads is known to the expression it runs in, and only until that runs something else. So the calls that
// run() covers share one expression. Each later one gets its own; from time to time these calls are made again together
// in one, in groups that grow, which keeps the number of expressions small and costs each call a few more.
class TrackedCalls : public QObject
{
    Q_OBJECT
public:
    // "owner" is an object of QML; without an engine of its own nothing is tracked.
    explicit TrackedCalls(QObject *owner);
    ~TrackedCalls() override;

    // Throws an Error for what the function throws.
    [[nodiscard]] QJSValue call(const QJSValue &function, const QList<Value> &arguments);
    // Forgets what was read before: "work" makes all the calls that count.
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
    QQmlExpression *m_whole = nullptr;             // of run()
    std::vector<std::vector<Group>> m_ranks;       // later calls: each rank's groups are as large
    std::vector<QQmlExpression *> m_free;
    QHash<QPair<RootModel *, Path>, ModelValue *> m_reads;
    size_t m_wholeCalls = 0;
    size_t m_laterCalls = 0;
    bool m_isRunning = false;
    bool m_changePosted = false;
};

} // namespace Racer
