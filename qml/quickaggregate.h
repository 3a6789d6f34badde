// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/aggregate.h>
#include <Racer/racerquickexport.h>

#include <QtQml/qqmlregistration.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickAggregate : public Racer::Aggregate
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Aggregate)
public:
    explicit QuickAggregate(QObject *parent = nullptr);
};

} // namespace Racer
