// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "rootmodel_p.h"

#include <Racer/modelquery.h>
#include <Racer/query.h>

namespace Racer {

class ModelQueryPrivate
{
public:
    ModelQueryPrivate(ModelQuery *query, RootModelPrivate *rootModel) : q(query), root(rootModel), guard(rootModel->q)
    { }

    void start(); // the live query
    void finish(const Error &error);
    void useResults(const QList<Doc *> &results, const Value &newExtra);
    void followLiveQuery();
    void hold(const QList<Doc *> &docs);
    // Afterwards, or after the delay, those that nobody holds leave the model.
    void drop(const QList<Key> &ids);
    void releaseIfUnused();
    [[nodiscard]] Model model() const; // writes with $query
    [[nodiscard]] static Value idsOf(const QList<Doc *> &docs);

    ModelQuery *const q;
    RootModelPrivate *const root;
    const QPointer<RootModel> guard; // null: "root" is gone
    std::weak_ptr<ModelQuery> self;
    Key collection;
    Value expression;
    Value options;
    Key context;
    Key hash;
    Path base;
    Path ids;
    Path extra;
    QPointer<Query> live;
    std::vector<detail::ConfirmationState::Pointer> waiting;
    int fetchCount = 0;
    int subscribeCount = 0;
    bool pending = false; // the live query's first answer
    bool isReady = false;
};

} // namespace Racer
