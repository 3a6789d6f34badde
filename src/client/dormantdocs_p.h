// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/op.h>

namespace Racer {

// Who has documents in reserve that the connection makes when somebody first asks for them: for each that Connection
// adds, it supplies what is in the document.
class DormantDocs
{
public:
    virtual ~DormantDocs() = default;

    [[nodiscard]] virtual bool isDormant(const DocName &name) const = 0;
    virtual void wakeAll() = 0;
};

} // namespace Racer
