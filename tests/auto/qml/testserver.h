// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/backend.h>
#include <Racer/gateway.h>

#include <QtCore/QUrl>

// A server on a free port that can be taken away and given back with its data, for QML tests as "server".
class TestServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl url READ url CONSTANT)
public:
    TestServer();

    [[nodiscard]] QUrl url() const;
    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();
    // Documents d000000, d000001, … with their number as "n".
    Q_INVOKABLE void fill(const QString &collection, int count);

private:
    Racer::Backend m_backend;
    std::unique_ptr<Racer::Gateway> m_gateway;
    quint16 m_port = 0;
};
