// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/backend.h>
#include <Racer/racertestkitexport.h>
#include <Racer/rootmodel.h>

namespace Racer {

class FakeServerPrivate;

class RACER_TESTKIT_EXPORT FakeServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int latency READ latency WRITE setLatency NOTIFY latencyChanged)
    Q_PROPERTY(int jitter READ jitter WRITE setJitter NOTIFY jitterChanged)
    Q_PROPERTY(quint32 seed READ seed WRITE setSeed NOTIFY seedChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(bool automatic READ isAutomatic WRITE setAutomatic NOTIFY automaticChanged)
    Q_PROPERTY(bool online READ isOnline NOTIFY onlineChanged)
    Q_PROPERTY(qint64 now READ now NOTIFY nowChanged)
    Q_PROPERTY(int inTransit READ inTransit NOTIFY inTransitChanged)
public:
    enum Direction { ToServer, ToClient };
    Q_ENUM(Direction)
    // What a write is refused with: a null Error lets it pass.
    using Rule = std::function<Error(const SubmitRequest &request)>;

    explicit FakeServer(QObject *parent = nullptr);
    ~FakeServer() override;

    [[nodiscard]] Backend *backend() const;

    // Clients
    [[nodiscard]] std::unique_ptr<Transport> createTransport();
    [[nodiscard]] std::unique_ptr<Connection> connectTo();
    void connectTo(Connection *connection);
    [[nodiscard]] std::unique_ptr<RootModel> createModel();

    // The lines
    [[nodiscard]] int latency() const;
    void setLatency(int milliseconds);
    [[nodiscard]] int jitter() const;
    void setJitter(int milliseconds);
    [[nodiscard]] quint32 seed() const;
    void setSeed(quint32 seed);
    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused);
    [[nodiscard]] bool isOnline() const;
    void cut();
    void cut(Connection *client);
    Q_INVOKABLE void restore();
    Q_INVOKABLE void drop(Racer::FakeServer::Direction direction, int messages = 1);
    [[nodiscard]] int inTransit() const;

    // The clock
    [[nodiscard]] qint64 now() const;
    [[nodiscard]] bool isAutomatic() const;
    void setAutomatic(bool automatic);
    Q_INVOKABLE void advance(int milliseconds);
    Q_INVOKABLE bool settle();

    // What the server says to writes
    void refuse(const Rule &rule);
    void refuse(const QString &reason, const QString &document = {});
    Q_INVOKABLE void accept();

    // Another client, without lines of its own: what it writes is with the server at once
    [[nodiscard]] RootModel *other() const;
    Error set(const Path &path, const Value &value);
    Error del(const Path &path);
    [[nodiscard]] Value get(const Path &path);

Q_SIGNALS:
    void latencyChanged();
    void jitterChanged();
    void seedChanged();
    void pausedChanged();
    void automaticChanged();
    void onlineChanged();
    void nowChanged();
    void inTransitChanged();

private:
    friend class FakeTransport;
    const std::unique_ptr<FakeServerPrivate> d;
};

} // namespace Racer
