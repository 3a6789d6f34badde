// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelobject.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/QQmlPropertyMap>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickModelObjectPrivate;

class RACER_QUICK_EXPORT QuickModelObject : public Racer::ModelObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(ModelObject)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QVariant fields READ fieldsVariant CONSTANT FINAL)
public:
    explicit QuickModelObject(QObject *parent = nullptr);
    ~QuickModelObject() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QQmlPropertyMap *fields() const;
    // Without the type, as tools know no members of it.
    [[nodiscard]] QVariant fieldsVariant() const { return QVariant::fromValue(fields()); }
    Q_INVOKABLE void remove(const QString &name);

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();

private:
    const std::unique_ptr<QuickModelObjectPrivate> d;
};

} // namespace Racer
