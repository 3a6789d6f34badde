// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

namespace Racer {

class ModelQueryPrivate;

class RACER_CLIENT_EXPORT ModelQuery : public QObject
{
    Q_OBJECT
public:
    ~ModelQuery() override;

    [[nodiscard]] const Key &collection() const;
    [[nodiscard]] const Value &expression() const;
    [[nodiscard]] const Value &options() const;
    [[nodiscard]] const Key &hash() const;
    [[nodiscard]] const Path &idsPath() const;
    [[nodiscard]] const Path &extraPath() const;
    [[nodiscard]] bool isReady() const; // results have arrived

    [[nodiscard]] Value get() const;
    [[nodiscard]] Value getIds() const;
    [[nodiscard]] Value getExtra() const;

    Confirmation fetch();
    Confirmation subscribe();
    Confirmation unfetch();
    Confirmation unsubscribe();
    [[nodiscard]] int fetchCount() const;
    [[nodiscard]] int subscribeCount() const;

Q_SIGNALS:
    void ready();

private:
    friend class Loader;
    friend class RootModelPrivate;
    friend class ModelQueryPrivate;
    ModelQuery(RootModelPrivate *root, Key collection, Value expression, Value options, Key context, Key hash);
    std::unique_ptr<ModelQueryPrivate> d;
};

} // namespace Racer
