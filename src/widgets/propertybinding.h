// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>
#include <Racer/racerwidgetsexport.h>

#include <QtCore/QObject>


namespace Racer {

class PropertyBindingPrivate;

struct BindOptions
{
    enum class Write : quint8 {
        Changes,  // at every change
        Finished, // when an editor says editingFinished(): Enter, or the focus goes elsewhere; others as Changes
        Never,    // the property only shows what the model has
    };

    Write write = Write::Changes;
    std::function<QVariant(const Value &value)> toProperty = {};     // instead of a conversion to the property's type
    std::function<Value(const QVariant &property)> fromProperty = {}; // may throw an Error: nothing is written then
};

// Keeps a property of a widget, or of any object, and the value at a path of a model the same.
class RACER_WIDGETS_EXPORT PropertyBinding : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString path READ path NOTIFY sourceChanged)
public:
    ~PropertyBinding() override;

    [[nodiscard]] Model source() const;
    void setSource(const Model &model);
    void clearSource();
    [[nodiscard]] QString path() const;
    [[nodiscard]] QObject *target() const;
    [[nodiscard]] QByteArray property() const;

    void submit(); // writes now what BindOptions::Write::Finished holds back
    void revert(); // shows again what the model has

Q_SIGNALS:
    void sourceChanged();
    void failed(const Racer::Error &error);

private:
    friend class PropertyBindingPrivate;
    friend RACER_WIDGETS_EXPORT PropertyBinding *bind(const Model &, QObject *, const char *, const BindOptions &);
    PropertyBinding(QObject *target, const char *property, const BindOptions &options);
    const std::unique_ptr<PropertyBindingPrivate> d;
};

// The binding belongs to the target. Without a property: the one that the user edits, or a label's text.
RACER_WIDGETS_EXPORT PropertyBinding *bind(const Model &model, QObject *target, const char *property = nullptr,
                                           const BindOptions &options = {});

} // namespace Racer
