// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerquickexport.h>
#include <Racer/sortkey.h>

#include <QtCore/QObject>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class RACER_QUICK_EXPORT QuickSortKey : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SortKey)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY changed FINAL)
    Q_PROPERTY(Qt::SortOrder order READ order WRITE setOrder NOTIFY changed FINAL)
    Q_PROPERTY(QJSValue locale READ locale WRITE setLocale NOTIFY changed FINAL)
    Q_PROPERTY(Qt::CaseSensitivity caseSensitivity READ caseSensitivity WRITE setCaseSensitivity NOTIFY changed FINAL)
    Q_PROPERTY(bool numericMode READ numericMode WRITE setNumericMode NOTIFY changed FINAL)
public:
    explicit QuickSortKey(QObject *parent = nullptr);

    [[nodiscard]] const SortKey &key() const { return m_key; }
    // Keys as QML has them: a name, a name after a minus, a SortKey, {path, order, …}, {name: 1, age: -1}, or a list of
    // these. SortKey elements are appended to "elements". Throws an Error for what is none.
    [[nodiscard]] static QList<SortKey> keysOf(const QJSValue &js, QList<QuickSortKey *> *elements);

    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    [[nodiscard]] Qt::SortOrder order() const;
    void setOrder(Qt::SortOrder order);
    [[nodiscard]] QJSValue locale() const;
    void setLocale(const QJSValue &locale);
    [[nodiscard]] Qt::CaseSensitivity caseSensitivity() const;
    void setCaseSensitivity(Qt::CaseSensitivity sensitivity);
    [[nodiscard]] bool numericMode() const;
    void setNumericMode(bool numeric);

Q_SIGNALS:
    void changed();

private:
    template<typename T>
    void change(T &member, const T &value)
    {
        if (member == value)
            return;
        member = value;
        Q_EMIT changed();
    }

    SortKey m_key;
    QJSValue m_locale;
};

} // namespace Racer
