// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/ottype.h>

namespace Racer {

class DocObserver;
class DocPrivate;

struct SubmitOptions
{
    Value source; // who did it; anything but undefined and false, which stand for true
};

class RACER_CLIENT_EXPORT Doc : public QObject
{
    Q_OBJECT
public:
    ~Doc() override;

    [[nodiscard]] Connection *connection() const;
    [[nodiscard]] const DocName &name() const;
    [[nodiscard]] const Key &collection() const;
    [[nodiscard]] const Key &id() const;

    [[nodiscard]] bool hasVersion() const;
    [[nodiscard]] qint64 version() const;
    [[nodiscard]] const OtType *type() const;
    [[nodiscard]] bool exists() const;
    [[nodiscard]] const Value &data() const;
    [[nodiscard]] Snapshot toSnapshot() const;
    [[nodiscard]] quint64 dataRevision() const;

    void fetch(Callback done);
    QFuture<void> fetch();
    void subscribe(Callback done);
    QFuture<void> subscribe();
    void unsubscribe(Callback done);
    QFuture<void> unsubscribe();
    [[nodiscard]] bool isSubscribed() const;
    [[nodiscard]] bool wantsSubscribe() const;

    void ingestSnapshot(const Snapshot &snapshot, Callback done = {});

    void create(const Value &data, const Key &type, const SubmitOptions &options, Callback done);
    QFuture<void> create(const Value &data, const Key &type = {}, const SubmitOptions &options = {});
    void submitOp(const Value &op, const SubmitOptions &options, Callback done);
    QFuture<void> submitOp(const Value &op, const SubmitOptions &options = {});
    void del(const SubmitOptions &options, Callback done);
    QFuture<void> del(const SubmitOptions &options = {});
    void destroy(Callback done = {});

    void pause();
    void resume();
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] bool preventsCompose() const;
    void setPreventCompose(bool prevent);
    [[nodiscard]] bool submitsSource() const;
    void setSubmitSource(bool submit);
    [[nodiscard]] bool isInHardRollback() const;

    [[nodiscard]] bool hasPending() const;
    [[nodiscard]] bool hasWritePending() const;
    [[nodiscard]] QList<Op> unacknowledgedOps() const;
    [[nodiscard]] quint64 lastSubmission() const;
    void whenNothingPending(std::function<void()> done);

    void setObserver(DocObserver *observer);

Q_SIGNALS:
    void loaded();
    void created(const Racer::Value &source);
    void beforeOpBatch(const Racer::Value &op, const Racer::Value &source);
    void beforeOp(const Racer::Value &op, const Racer::Value &source, const Racer::Key &src);
    void op(const Racer::Value &op, const Racer::Value &source, const Racer::Key &src);
    void opBatch(const Racer::Value &op, const Racer::Value &source);
    void deleted(const Racer::Value &oldData, const Racer::Value &source);
    void errorOccurred(const Racer::Error &error);
    void noWritePending();
    void nothingPending();
    void aboutToBeDestroyed();

private:
    friend class ConnectionPrivate;
    friend class DocPrivate;
    Doc(Connection *connection, DocName name);
    std::unique_ptr<DocPrivate> d;
};

} // namespace Racer
