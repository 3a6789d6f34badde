// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection_p.h"

#include <Racer/query.h>

namespace Racer {

class QueryPrivate
{
public:
    ~QueryPrivate();

    static QueryPrivate *get(Query *query) { return query->d.get(); }
    static Query *make(std::unique_ptr<QueryPrivate> priv);

    ConnectionPrivate *link() const { return ConnectionPrivate::get(connection); }
    void send();
    void connectionStateChanged();
    void handleReply(const Protocol::QueryReply &reply);
    void handleUpdate(const Protocol::QueryUpdate &update);
    void finish(const Error &error);
    void report(const Error &error, const Callback &callback);
    void setResults(const QList<Doc *> &docs);
    // Adds to the results those that are known by their ids. Stops, and says false, where it had to make so many.
    bool makeResults(qsizetype most);
    QList<Doc *> ingest(const std::vector<Protocol::SnapshotEntry> &entries, const Callback &each);
    void applyChange(const Protocol::QueryChange &change, const QList<Doc *> &inserted);

    Query *q = nullptr;
    Connection *connection = nullptr;
    double id = 0;
    bool subscribe = false;
    Key collection;
    Value query;
    Value options;
    QList<Doc *> results; // held
    Value unmadeIds;      // all of the results, if only the first are in "results" yet; else undefined
    bool hasResults = false;
    Value extra;
    Callback callback;
    bool ready = false;
    bool sent = false;
};

} // namespace Racer
