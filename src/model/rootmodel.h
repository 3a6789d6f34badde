// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/model.h>

namespace Racer {

class RACER_CLIENT_EXPORT RootModel : public QObject, public Model
{
    Q_OBJECT
    Q_PROPERTY(bool fetchOnly READ isFetchOnly WRITE setFetchOnly NOTIFY fetchOnlyChanged)
    Q_PROPERTY(int unloadDelay READ unloadDelay WRITE setUnloadDelay NOTIFY unloadDelayChanged)
    Q_PROPERTY(int bundleTimeout READ bundleTimeout WRITE setBundleTimeout NOTIFY bundleTimeoutChanged)
public:
    explicit RootModel(QObject *parent = nullptr);                 // local data only
    explicit RootModel(Connection *connection, QObject *parent = nullptr); // not owned, and must outlive it
    explicit RootModel(std::unique_ptr<Connection> connection, QObject *parent = nullptr);
    ~RootModel() override;

    using Model::parent;
    using QObject::parent;

    [[nodiscard]] Connection *connection() const;

    void connectToServer();
    void disconnectFromServer();
    void reconnect();
    QFuture<void> close();

    [[nodiscard]] bool isFetchOnly() const;
    void setFetchOnly(bool fetchOnly);
    [[nodiscard]] int unloadDelay() const;
    void setUnloadDelay(int milliseconds);

    [[nodiscard]] bool hasPending() const;
    [[nodiscard]] bool hasWritePending() const;
    [[nodiscard]] QFuture<void> whenNothingPending();

    [[nodiscard]] int bundleTimeout() const;
    void setBundleTimeout(int milliseconds);
    [[nodiscard]] QFuture<Value> bundle();
    void unbundle(const Value &bundle);

Q_SIGNALS:
    void changed(const Racer::ChangeEvent &event);
    void inserted(const Racer::InsertEvent &event);
    void removed(const Racer::RemoveEvent &event);
    void moved(const Racer::MoveEvent &event);
    void loaded(const Racer::LoadEvent &event);
    void unloaded(const Racer::UnloadEvent &event);
    void error(const Racer::Error &error);
    void writeStateChanged(const Racer::Path &document); // Model::isPending() or failure(), somewhere in it
    void fetchOnlyChanged();
    void unloadDelayChanged();
    void bundleTimeoutChanged();
    void bundled(Racer::Value *bundle);
    void unbundled(const Racer::Value &bundle);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class Model;
    friend class RootModelPrivate;
    std::unique_ptr<RootModelPrivate> d;
};

} // namespace Racer
