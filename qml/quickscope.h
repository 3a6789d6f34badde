// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickScopePrivate;

// The base of elements that are about one path: "model" is a RootModel element or a model of JavaScript, "path" a path
// below it. An element derives from it, declares its own properties, and does its work in scopeChanged().
class RACER_QUICK_EXPORT QuickScope : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ANONYMOUS
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
public:
    ~QuickScope() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);

    // What path, and other paths, are below.
    [[nodiscard]] Model base() const;
    // What scopeChanged() was told last.
    [[nodiscard]] Model scope() const;

    // Who overrides these calls them too: scopeChanged() is called by componentComplete().
    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();

protected:
    explicit QuickScope(QObject *parent = nullptr);
    // False while QML is still setting the first values.
    [[nodiscard]] bool isComplete() const;
    // Where the element is now: called once the first values are set, whenever model, its root or path change, and with
    // an invalid model, for nowhere, also when the root is destroyed. With an empty path it is the model itself.
    virtual void scopeChanged(const Model &scope) = 0;

private:
    friend class QuickScopePrivate;
    const std::unique_ptr<QuickScopePrivate> d;
};

} // namespace Racer
