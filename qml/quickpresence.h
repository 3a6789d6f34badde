// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/presencemodel.h>
#include <Racer/racerquickexport.h>

#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickPresencePrivate;

class RACER_QUICK_EXPORT QuickPresence : public Racer::PresenceModel, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(Presence)
    Q_PROPERTY(QJSValue model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged FINAL)
    Q_PROPERTY(QString channel READ channelName WRITE setChannelName NOTIFY channelChanged FINAL)
    Q_PROPERTY(QJSValue value READ jsValue WRITE setJSValue NOTIFY valueChanged FINAL)
public:
    explicit QuickPresence(QObject *parent = nullptr);
    ~QuickPresence() override;

    [[nodiscard]] QJSValue model() const;
    void setModel(const QJSValue &model);
    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] QString channelName() const;
    void setChannelName(const QString &name);
    [[nodiscard]] QJSValue jsValue() const;
    void setJSValue(const QJSValue &value);
    Q_INVOKABLE QJSValue get(int row) const;

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void modelChanged();
    void pathChanged();
    void channelChanged();

private:
    void update(const Model &scope);

    const std::unique_ptr<QuickPresencePrivate> d;
};

} // namespace Racer
