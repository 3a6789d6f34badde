// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickconnection.h>
#include <Racer/rootmodel.h>

#include <QtCore/QPointer>
#include <QtQml/QJSValue>

namespace Racer {

class QuickRootModelPrivate;

// The base of RootModel.qml, which has the functions.
class RACER_QUICK_EXPORT QuickRootModel : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(RootModelBase)
    Q_PROPERTY(QJSValue root READ jsRoot NOTIFY rootChanged FINAL)
    Q_PROPERTY(QUrl url READ url WRITE setUrl NOTIFY urlChanged FINAL)
    Q_PROPERTY(Racer::QuickConnection *connection READ connection WRITE setConnection NOTIFY connectionChanged FINAL)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool online READ isOnline NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString errorString READ errorString NOTIFY errorStringChanged FINAL)
    Q_PROPERTY(bool hasWritePending READ hasWritePending NOTIFY hasWritePendingChanged FINAL)
    Q_PROPERTY(bool fetchOnly READ isFetchOnly WRITE setFetchOnly NOTIFY fetchOnlyChanged FINAL)
    Q_PROPERTY(int unloadDelay READ unloadDelay WRITE setUnloadDelay NOTIFY unloadDelayChanged FINAL)
    Q_PROPERTY(int bundleTimeout READ bundleTimeout WRITE setBundleTimeout NOTIFY bundleTimeoutChanged FINAL)
    Q_PROPERTY(QJSValue initialBundle READ initialBundle WRITE setInitialBundle NOTIFY initialBundleChanged FINAL)
public:
    enum State { Connecting, Connected, Disconnected, Closed, Stopped, Local };
    Q_ENUM(State)

    explicit QuickRootModel(QObject *parent = nullptr);
    ~QuickRootModel() override;

    [[nodiscard]] RootModel *root() const;
    [[nodiscard]] Model model() const; // invalid while it is being destroyed
    [[nodiscard]] QJSValue jsRoot();

    [[nodiscard]] QUrl url() const;
    void setUrl(const QUrl &url);
    [[nodiscard]] QuickConnection *connection() const;
    void setConnection(QuickConnection *connection);
    [[nodiscard]] bool isActive() const;
    void setActive(bool active);
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isOnline() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] bool hasWritePending() const;
    Q_INVOKABLE void reconnect();

    [[nodiscard]] bool isFetchOnly() const;
    void setFetchOnly(bool fetchOnly);
    [[nodiscard]] int unloadDelay() const;
    void setUnloadDelay(int milliseconds);
    [[nodiscard]] int bundleTimeout() const;
    void setBundleTimeout(int milliseconds);
    [[nodiscard]] QJSValue initialBundle() const;
    void setInitialBundle(const QJSValue &bundle);

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void rootChanged();
    void urlChanged();
    void connectionChanged();
    void activeChanged();
    void stateChanged();
    void errorStringChanged();
    void hasWritePendingChanged();
    void fetchOnlyChanged();
    void unloadDelayChanged();
    void bundleTimeoutChanged();
    void initialBundleChanged();
    void errorOccurred(const Racer::Error &error);

private:
    friend class QuickRootModelPrivate;
    const std::unique_ptr<QuickRootModelPrivate> d;
};

} // namespace Racer
