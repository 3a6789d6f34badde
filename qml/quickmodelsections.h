// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerquickexport.h>
#include <Racer/sectionmodel.h>

#include <QtQml/qqmlregistration.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickModelSections : public Racer::SectionModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ModelSections)
public:
    explicit QuickModelSections(QObject *parent = nullptr);
};

} // namespace Racer
