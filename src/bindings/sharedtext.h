// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>
#include <Racer/textsplice.h>

namespace Racer {

class SharedTextPrivate;

class RACER_CLIENT_EXPORT SharedText : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(bool exists READ exists NOTIFY stateChanged)
    Q_PROPERTY(bool editable READ isEditable NOTIFY stateChanged)
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
public:
    explicit SharedText(QObject *parent = nullptr);
    explicit SharedText(const Model &model, QObject *parent = nullptr);
    ~SharedText() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    void clearSource();
    [[nodiscard]] QString path() const;

    [[nodiscard]] QString text() const;
    [[nodiscard]] qsizetype size() const;
    void setText(const QString &text);
    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool isEditable() const;

    void splice(const TextSplice &splice);
    void splice(qsizetype position, qsizetype removed, const QString &inserted)
    { splice(TextSplice{position, removed, inserted}); }

    void hold();
    void release();
    [[nodiscard]] bool isHeld() const;

Q_SIGNALS:
    void sourceChanged();
    void spliced(const Racer::TextSplice &splice, bool own);
    void textChanged();
    void stateChanged();

private:
    const std::unique_ptr<SharedTextPrivate> d;
};

} // namespace Racer
