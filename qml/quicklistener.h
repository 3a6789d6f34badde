// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/listener.h>
#include <Racer/quickscope.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickListener : public Racer::QuickScope
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Listener)
    Q_PROPERTY(QString pattern READ pattern WRITE setPattern NOTIFY patternChanged FINAL)
    Q_PROPERTY(Type type READ type WRITE setType NOTIFY typeChanged FINAL)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)
public:
    enum Type { Change, Insert, Remove, Move, Load, Unload, All };
    Q_ENUM(Type)

    explicit QuickListener(QObject *parent = nullptr);
    ~QuickListener() override;

    [[nodiscard]] QString pattern() const;
    void setPattern(const QString &pattern);
    [[nodiscard]] Type type() const;
    void setType(Type type);
    [[nodiscard]] bool isEnabled() const;
    void setEnabled(bool enabled);

Q_SIGNALS:
    void patternChanged();
    void typeChanged();
    void enabledChanged();

    void changed(const QStringList &captures, const QJSValue &value, const QJSValue &previous, const QJSValue &passed);
    void inserted(const QStringList &captures, int index, const QJSValue &values, const QJSValue &passed);
    void removed(const QStringList &captures, int index, const QJSValue &removed, const QJSValue &passed);
    void moved(const QStringList &captures, int from, int to, int howMany, const QJSValue &passed);
    void loaded(const QStringList &captures, const QJSValue &document, const QJSValue &passed);
    void unloaded(const QStringList &captures, const QJSValue &previous, const QJSValue &passed);

protected:
    void scopeChanged(const Model &scope) override;

private:
    void listen();
    void tell(const Event &event, const QStringList &captures);

    Racer::Listener m_listener;
    QString m_pattern = QStringLiteral("**");
    Type m_type = All;
    bool m_enabled = true;
};

} // namespace Racer
