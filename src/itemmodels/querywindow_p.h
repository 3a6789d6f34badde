// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "pathwatcher_p.h"
#include "sparseids_p.h"

#include <Racer/modelquery.h>
#include <Racer/querywindow.h>
#include <Racer/rootmodel.h>

#include <QtCore/QTimer>

#include <deque>
#include <map>

namespace Racer {

class QueryWindowPrivate
{
public:
    QueryWindowPrivate(QueryWindow *window, const Model &model, const Key &collection, const Value &expression,
                       const WindowOptions &options);

    void start();
    void stop();
    void want(qsizetype first, qsizetype last);
    void retry();

    QueryWindow *const q;
    const Model model;
    const QPointer<RootModel> root;
    const Key collection;
    const Value expression;
    const WindowOptions options;
    Path path; // of the ids
    SparseIds shown;
    bool ready = false;
    Error error;

    // A part of the result with a live query of its own, or the count.
    struct Part
    {
        std::shared_ptr<ModelQuery> query;
        std::unique_ptr<PathWatcher> watcher;
        bool ready = false;
        bool failed = false;
        bool changed = false; // since it was shown
        quint64 used = 0;
        std::vector<Key> ids; // as shown
    };
    std::map<qsizetype, Part> pages;

private:
    [[nodiscard]] Value pageExpression(qsizetype page) const;
    [[nodiscard]] Value countExpression() const;
    void open(Part &part, const Value &partExpression, bool isCount);
    void answered(Part &part, const Error &failure);
    void pump();
    void queuePump();
    void trim();
    void setError(const Error &failure);

    void schedule();
    void settle();
    void show();
    void apply(const IdsStep &step) const;
    [[nodiscard]] bool isTorn() const;
    [[nodiscard]] SparseIds target() const;
    [[nodiscard]] static std::vector<Key> idsOf(const Part &part);

    Part m_count;
    std::deque<qsizetype> m_wanted; // the most urgent first
    quint64 m_clock = 0;
    QTimer m_settling;
    bool m_isScheduled = false;
    bool m_isPumpQueued = false;
    const qsizetype m_skip;
    const qsizetype m_limit; // 0: none
};

} // namespace Racer
