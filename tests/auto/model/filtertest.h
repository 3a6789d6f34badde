// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modeltest.h"

#include <Racer/filter.h>

#include <QtTest/QTest>

namespace ModelTest {

inline double v(const Racer::Value &item)
{
    return item.value(u"v").toDouble();
}

inline bool isAboveOne(const Racer::Value &item)
{
    return v(item) > 1;
}

inline int byV(const Racer::Value &a, const Racer::Value &b)
{
    return int(v(a) > v(b)) - int(v(a) < v(b));
}

// A change of the model for the tables.
inline void perform(const Racer::Model &model, const QString &action)
{
    const QStringList parts = action.split(u' ');
    const auto value = [&] { return json(parts.at(2).toUtf8().constData()); };
    if (parts.at(0) == u"set")
        model.set(parts.at(1), value());
    else if (parts.at(0) == u"del")
        model.del(parts.at(1));
    else if (parts.at(0) == u"push")
        model.push(parts.at(1), value());
    else
        qFatal("unknown action");
}

// What tests of filters have in common: a model with items, and an eye on its errors.
class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    [[nodiscard]] QString list(const char16_t *path = u"_p.out") const { return text(m_model->get(path)); }
    [[nodiscard]] QString ids(const Racer::Filter &filter) const
    {
        QStringList keys;
        for (const Racer::Key &key : filter.ids())
            keys << key.toString();
        return keys.join(u' ');
    }

    // "insert 1", "move 0 2": what happens to the ids of _p.out.
    void noteSteps(QStringList &steps)
    {
        m_model->on<Racer::Event>(u"$filters._p|out", [&steps](const Racer::Event &event) {
            const QStringList words = describe(event).split(u' ');
            const bool moves = event.type == Racer::Event::Type::Move;
            steps << words.at(0) + u' ' + words.at(2) + (moves ? u' ' + words.at(3) : QString());
        });
    }

    std::unique_ptr<Racer::RootModel> m_model;
    QStringList m_errors;
    bool m_expectsErrors = false;
};

inline void FilterTest::init()
{
    m_model = std::make_unique<Racer::RootModel>();
    m_errors.clear();
    connect(m_model.get(), &Racer::RootModel::error, this,
            [this](const Racer::Error &error) { m_errors << error.message(); });
    m_model->set(u"_p.items", json(R"({"a":{"v":3},"b":{"v":1},"c":{"v":2}})"));
}

inline void FilterTest::cleanup()
{
    m_model.reset();
    if (!std::exchange(m_expectsErrors, false))
        QCOMPARE(m_errors, QStringList());
}

} // namespace ModelTest
