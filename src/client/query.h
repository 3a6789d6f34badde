// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>

namespace Racer {

class QueryPrivate;

class RACER_CLIENT_EXPORT Query : public QObject
{
    Q_OBJECT
public:
    ~Query() override;

    [[nodiscard]] Connection *connection() const;
    [[nodiscard]] const Key &collection() const;
    [[nodiscard]] const Value &query() const;
    [[nodiscard]] bool isSubscription() const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] const QList<Doc *> &results() const;
    [[nodiscard]] const Value &extra() const;

    void destroy();

Q_SIGNALS:
    void ready();
    void changed(const QList<Racer::Doc *> &results);
    void inserted(const QList<Racer::Doc *> &docs, qsizetype index);
    void removed(const QList<Racer::Doc *> &docs, qsizetype index);
    void moved(const QList<Racer::Doc *> &docs, qsizetype from, qsizetype to);
    void extraChanged(const Racer::Value &extra);
    void errorOccurred(const Racer::Error &error);

private:
    friend class ConnectionPrivate;
    friend class QueryPrivate;
    explicit Query(std::unique_ptr<QueryPrivate> priv);
    std::unique_ptr<QueryPrivate> d;
};

} // namespace Racer
