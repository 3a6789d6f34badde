// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>
#include <Racer/value.h>

namespace Racer {

// What was loaded through the models of one context, as it is now. Counts are by collection and id:
// {collection: {id: count}}, or by a query's hash.
struct RACER_CLIENT_EXPORT Context
{
    Key id; // "root" for that of models without any
    Value fetchedDocs = Value::object();
    Value subscribedDocs = Value::object();
    Value createdDocs = Value::object();
    Value fetchedQueries = Value::object();
    Value subscribedQueries = Value::object();

    [[nodiscard]] bool isEmpty() const noexcept;
    [[nodiscard]] Value toValue() const; // as Racer's bundles have it
};

} // namespace Racer
