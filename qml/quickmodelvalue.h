// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/modelvalue.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickModelValuePrivate;

class RACER_QUICK_EXPORT QuickModelValue : public Racer::ModelValue, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(ModelValue)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QJSValue value READ jsValue WRITE setJSValue RESET remove NOTIFY valueChanged FINAL)
    Q_PROPERTY(QJSValue defaultValue READ jsDefault WRITE setJSDefault NOTIFY defaultValueChanged FINAL)
public:
    explicit QuickModelValue(QObject *parent = nullptr);
    ~QuickModelValue() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QJSValue jsValue() const;
    void setJSValue(const QJSValue &value);
    [[nodiscard]] QJSValue jsDefault() const;
    void setJSDefault(const QJSValue &value);

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();

private:
    const std::unique_ptr<QuickModelValuePrivate> d;
};

} // namespace Racer
