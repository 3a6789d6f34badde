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

    // Usable before anything is loaded.
    Model ref(PathArg from) const;
    Model refIds(PathArg from) const;
    Model refExtra(PathArg from, PathArg subpath = {}) const;

    Confirmation fetch();
    Confirmation subscribe();
    Release unfetch();
    Release unsubscribe();
    [[nodiscard]] int fetchCount() const;
    [[nodiscard]] int subscribeCount() const;
    [[nodiscard]] Key context() const;
    [[nodiscard]] bool isIdsQuery() const;
    [[nodiscard]] Value serialize() const;

Q_SIGNALS:
    void ready();

private:
    friend class Loader;
    friend class RootModelPrivate;
    friend class ModelQueryPrivate;
    explicit ModelQuery(std::unique_ptr<ModelQueryPrivate> priv);
    std::unique_ptr<ModelQueryPrivate> d;
};

} // namespace Racer
