// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/connection.h>
#include <Racer/racerquickexport.h>

#include <QtCore/QUrl>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickConnectionPrivate;

class RACER_QUICK_EXPORT QuickConnection : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(Connection)
    Q_PROPERTY(QUrl url READ url WRITE setUrl NOTIFY urlChanged FINAL)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool connected READ isConnected NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString reason READ reason NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY errorStringChanged FINAL)
    Q_PROPERTY(bool autoReconnect READ autoReconnect WRITE setAutoReconnect NOTIFY reconnectPolicyChanged FINAL)
    Q_PROPERTY(int reconnectDelay READ reconnectDelay WRITE setReconnectDelay NOTIFY reconnectPolicyChanged FINAL)
    Q_PROPERTY(int maxReconnectDelay READ maxReconnectDelay WRITE setMaxReconnectDelay
                   NOTIFY reconnectPolicyChanged FINAL)
public:
    enum State { Connecting, Connected, Disconnected, Closed, Stopped };
    Q_ENUM(State)

    explicit QuickConnection(QObject *parent = nullptr);
    ~QuickConnection() override;

    [[nodiscard]] Racer::Connection *connection() const;
    // For who must not outlive it.
    [[nodiscard]] std::shared_ptr<Racer::Connection> sharedConnection() const;

    [[nodiscard]] QUrl url() const;
    void setUrl(const QUrl &url);
    [[nodiscard]] bool isActive() const;
    void setActive(bool active);
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] bool autoReconnect() const;
    void setAutoReconnect(bool enabled);
    [[nodiscard]] int reconnectDelay() const;
    void setReconnectDelay(int milliseconds);
    [[nodiscard]] int maxReconnectDelay() const;
    void setMaxReconnectDelay(int milliseconds);
    Q_INVOKABLE void reconnect();

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void urlChanged();
    void activeChanged();
    void stateChanged();
    void errorStringChanged();
    void reconnectPolicyChanged();
    void errorOccurred(const Racer::Error &error);

private:
    const std::unique_ptr<QuickConnectionPrivate> d;
};

} // namespace Racer
