// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/aggregate.h>
#include <Racer/draft.h>
#include <Racer/error.h>
#include <Racer/listmodel.h>
#include <Racer/modelobject.h>
#include <Racer/modelvalue.h>
#include <Racer/path.h>
#include <Racer/presencemodel.h>
#include <Racer/rowmodel.h>
#include <Racer/sectionmodel.h>
#include <Racer/tablemodel.h>
#include <Racer/treemodel.h>
#include <Racer/undostack.h>

#include <QtQml/qqml.h>

// What QML types inherit from, and tell, of a library that does not know QML. Tools find what is inherited through
// these; their names are written out because the type registrar of Qt 6.4 looks them up as they stand.
namespace Racer {

struct AggregateForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::Aggregate)
    QML_ANONYMOUS
};

struct DraftForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::Draft)
    QML_ANONYMOUS
};

struct ErrorForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::Error)
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

struct PathForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::Path)
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

struct SectionListForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::SectionList)
    QML_ANONYMOUS
};

struct SectionModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::SectionModel)
    QML_ANONYMOUS
};

struct TreeModelForeign
{
    Q_GADGET
    QML_FOREIGN(Racer::TreeModel)
    QML_ANONYMOUS
};

} // namespace Racer
