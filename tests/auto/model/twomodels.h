// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modeltest.h"

#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/transport.h>

#include <QtTest/QTest>

namespace ModelTest {

// A backend in memory with two models on connections of their own.
struct TwoModels
{
    TwoModels()
    {
        for (Racer::RootModel *model : {&m, &o}) {
            model->setUnloadDelay(0);
            model->connection()->open();
        }
    }

    [[nodiscard]] std::unique_ptr<Racer::Connection> connect()
    {
        return std::make_unique<Racer::Connection>(backend.createTransport());
    }

    // Until nothing is on its way in either direction.
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return !m.hasPending() && !o.hasPending(); }) && (QTest::qWait(0), true)
            && QTest::qWaitFor([this] { return !m.hasPending() && !o.hasPending(); });
    }

    Racer::Backend backend;
    Racer::RootModel m{connect()};
    Racer::RootModel o{connect()};
};

// True once it has succeeded.
inline bool confirmed(const Racer::Confirmation &confirmation)
{
    bool done = false;
    bool ok = false;
    confirmation.then([&](const Racer::Error &error) {
        done = true;
        ok = !error;
        if (error)
            qWarning("%s", qPrintable(error.message()));
    });
    return QTest::qWaitFor([&done] { return done; }) && ok;
}

// The error it fails with; a null one if it succeeds.
inline Racer::Error failure(const Racer::Confirmation &confirmation)
{
    bool done = false;
    Racer::Error result;
    confirmation.then([&](const Racer::Error &error) {
        done = true;
        result = error;
    });
    if (!QTest::qWaitFor([&done] { return done; }))
        return Racer::Error(QStringLiteral("no answer"));
    return result;
}

} // namespace ModelTest
