// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerquickexport.h>

#include <QtCore/QObject>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickRacer : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Racer)
    QML_SINGLETON
    Q_PROPERTY(QJSValue module READ module CONSTANT FINAL)
    Q_PROPERTY(QJSValue util READ util CONSTANT FINAL)
    Q_PROPERTY(QJSValue Model READ modelClass CONSTANT FINAL)
    Q_PROPERTY(QJSValue RootModel READ rootModelClass CONSTANT FINAL)
public:
    explicit QuickRacer(QObject *parent = nullptr);

    [[nodiscard]] QJSValue module();
    [[nodiscard]] QJSValue util();
    [[nodiscard]] QJSValue modelClass();
    [[nodiscard]] QJSValue rootModelClass();
    Q_INVOKABLE QJSValue createModel(const QJSValue &options = {});
    Q_INVOKABLE QJSValue createBackend(const QJSValue &options = {});
    Q_INVOKABLE QJSValue use(const QJSValue &plugin, const QJSValue &options = {});

private:
    QJSValue call(const QString &method, const QJSValueList &arguments);
};

} // namespace Racer
