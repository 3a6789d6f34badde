// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/fakeserver.h>
#include <Racer/modelspy.h>

#include <QtQml/qqml.h>

// Types of a library that does not know QML. The names are written out because the type registrar of Qt 6.4 looks them
// up as they stand.
namespace Racer {

struct ModelSpyForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::ModelSpy)
    QML_NAMED_ELEMENT(ModelSpy)
};

struct FakeServerForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::FakeServer)
    QML_ANONYMOUS
};

} // namespace Racer
