// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/draft.h>
#include <Racer/listmodel.h>
#include <Racer/modelobject.h>
#include <Racer/modelvalue.h>
#include <Racer/presencemodel.h>
#include <Racer/rowmodel.h>
#include <Racer/tablemodel.h>
#include <Racer/undostack.h>

#include <QtQml/qqml.h>

// Bases of QML types from a library that does not know QML. Tools find what is inherited through these; their names
// are written out because the type registrar of Qt 6.4 looks them up as they stand.
namespace Racer {

struct DraftForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::Draft)
    QML_ANONYMOUS
};

struct ListModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::ListModel)
    QML_ANONYMOUS
};

struct ModelObjectForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::ModelObject)
    QML_ANONYMOUS
};

struct ModelValueForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::ModelValue)
    QML_ANONYMOUS
};

struct PresenceModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::PresenceModel)
    QML_ANONYMOUS
};

struct RowModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::RowModel)
    QML_ANONYMOUS
};

struct TableModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::TableModel)
    QML_ANONYMOUS
};

struct UndoStackForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::UndoStack)
    QML_ANONYMOUS
};

} // namespace Racer
