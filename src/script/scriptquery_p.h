// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "scriptmodel_p.h"

#include <Racer/filter.h>
#include <Racer/modelquery.h>

namespace Racer {

// Handles that JavaScript owns.
class ScriptQuery : public QObject
{
    Q_OBJECT
public:
    ScriptQuery(std::shared_ptr<ScriptRoot> scriptRoot, std::shared_ptr<ModelQuery> modelQuery)
        : root(std::move(scriptRoot)), query(std::move(modelQuery)) { }

    const std::shared_ptr<ScriptRoot> root; // outlives the query
    const std::shared_ptr<ModelQuery> query;
};

class ScriptFilter : public QObject
{
    Q_OBJECT
public:
    ScriptFilter(std::shared_ptr<ScriptRoot> scriptRoot, std::shared_ptr<Filter> modelFilter)
        : root(std::move(scriptRoot)), filter(std::move(modelFilter)) { }

    const std::shared_ptr<ScriptRoot> root;
    const std::shared_ptr<Filter> filter;
};

} // namespace Racer
