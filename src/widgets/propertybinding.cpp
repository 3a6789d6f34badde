// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "propertybinding.h"

#include "widgetproperty_p.h"

#include <Racer/itemrole.h>
#include <Racer/modelvalue.h>
#include <Racer/rootmodel.h>

#include <QtCore/QScopedValueRollback>

namespace Racer {

class PropertyBindingPrivate : public QObject
{
    Q_OBJECT
public:
    PropertyBindingPrivate(PropertyBinding *binding, QObject *object, const char *given, const BindOptions &how)
        : q(binding), target(object), name(given), property(object, given), options(how) { }

    void show();
    void write();
    void fail(const Error &error);
    [[nodiscard]] Value fromProperty() const; // throws Error

    PropertyBinding *const q;
    QObject *const target;
    const QByteArray name; // as it was given
    const WidgetProperty property;
    const BindOptions options;
    ModelValue value;
    Value known; // what the property stands for
    bool showing = false;
    bool edited = false; // and not written yet

public Q_SLOTS:
    void propertyChanged();
    void editingFinished();
};

void PropertyBindingPrivate::show()
{
    if (edited)
        return;
    known = value.get();
    const QScopedValueRollback guard(showing, true);
    try {
        if (options.toProperty)
            return property.write(options.toProperty(known));
        const QVariant shown = toVariant(known, property.type());
        property.write(shown);
        if (shown.isNull() && !known.isNullish())
            throw Error(u"\"%1\" cannot be shown as %2"_qs.arg(known.toDisplayString(),
                                                               QLatin1StringView(property.type().name())));
    } catch (const Error &error) {
        fail(error.withContext(u"at "_qs + value.path()));
    }
}

Value PropertyBindingPrivate::fromProperty() const
{
    const QVariant now = property.read();
    if (options.fromProperty)
        return options.fromProperty(now);
    // What is typed where a number is stored is a number.
    QMetaType type;
    if (known.isNumber() && now.typeId() == QMetaType::QString)
        type = QMetaType::fromType<double>();
    return fromVariant(now, type, known);
}

void PropertyBindingPrivate::write()
{
    edited = false;
    const Model model = value.source();
    if (!model.isValid())
        return;
    Value written;
    try {
        written = fromProperty();
    } catch (const Error &error) {
        return fail(error.withContext(u"at "_qs + value.path()));
    }
    if (written == known)
        return;
    known = written;
    model.set(written);
    if (!(value.get() == known)) // refused, or somebody who listens has written something else
        show();
}

void PropertyBindingPrivate::fail(const Error &error)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&PropertyBinding::failed);
    RootModel *root = value.source().root();
    if (q->isSignalConnected(signal) || !root)
        Q_EMIT q->failed(error);
    else
        Q_EMIT root->error(error);
}

void PropertyBindingPrivate::propertyChanged()
{
    if (showing)
        return;
    edited = true;
    if (options.write == BindOptions::Write::Changes || !property.finished().isValid())
        write();
}

void PropertyBindingPrivate::editingFinished()
{
    if (!edited)
        return;
    write();
    if (!edited && !(value.get() == known))
        show();
}

/*!
    \class Racer::PropertyBinding
    \inmodule Racer
    \brief Keeps a property of a widget, or of any object, and the value at a path of a model the same.

    bind() makes one; it belongs to the object and ends with it. When the model changes, the property is set; when the
    property tells that it changed, its value is written to the model. A change of the model is never written back, and
    a property that cannot tell of changes, like the text of a QLabel, only shows.

    Without converters, values are converted to the property's type as Racer::toVariant() does it; what is missing is
    the type's default: an empty text, 0, false. Texts that are written where the model has a number become numbers.
    What cannot be converted is not written, or shown as that default, and failed() tells of it; where nobody is
    connected, RootModel::error.

    A change by others leaves the caret and the selection of a QLineEdit where they are in the text. A QComboBox can be
    bound by \c currentText, or by \c currentData; it chooses no entry if none is the model's.

    For text that several people edit at a time use LineEditBinding or TextEditBinding, which merge what they type.

    The path may come into being later; parents that are missing are made by the first write. After the model has been
    destroyed the property keeps what it shows. A PropertyBinding belongs to the thread of its model.
*/

/*!
    \relates Racer::PropertyBinding
    Binds \a property of \a target to the path of \a model: \c {bind(model.at(u"title"), lineEdit, "text")}. Without a
    property it is the one that the user edits (\c {QMetaObject::userProperty()}), or else \c text. Further ways are in
    \a options. A property that does not exist is an error at RootModel::error.
*/
PropertyBinding *bind(const Model &model, QObject *target, const char *property, const BindOptions &options)
{
    auto *binding = new PropertyBinding(target, property, options);
    binding->setSource(model);
    return binding;
}

PropertyBinding::PropertyBinding(QObject *target, const char *property, const BindOptions &options)
    : QObject(target), d(std::make_unique<PropertyBindingPrivate>(this, target, property, options))
{
    connect(&d->value, &ModelValue::valueChanged, this, [this] {
        if (d->value.source().isValid() && !(d->value.get() == d->known))
            d->show();
    });
    connect(&d->value, &ModelValue::sourceChanged, this, &PropertyBinding::sourceChanged);
    const auto follow = [this](const QMetaMethod &signal, const char *slot) {
        const QMetaObject &meta = PropertyBindingPrivate::staticMetaObject;
        if (signal.isValid())
            QObject::connect(d->target, signal, d.get(), meta.method(meta.indexOfSlot(slot)));
    };
    if (!d->property.isValid() || options.write == BindOptions::Write::Never)
        return;
    follow(d->property.changed(), "propertyChanged()");
    if (options.write == BindOptions::Write::Finished)
        follow(d->property.finished(), "editingFinished()");
}

PropertyBinding::~PropertyBinding() = default;

/*! The model at the path; an invalid one if there is none. */
Model PropertyBinding::source() const
{
    return d->value.source();
}

/*! Follows the path of \a model from now on. What was edited and not written is dropped. */
void PropertyBinding::setSource(const Model &model)
{
    d->edited = false;
    d->value.setSource(model);
    if (!d->property.isValid()) {
        d->fail(Error(u"%1 has no property \"%2\" to bind to %3"_qs.arg(
            QLatin1StringView(d->target->metaObject()->className()), QLatin1StringView(d->name), path())));
        return;
    }
    if (model.isValid())
        d->show();
}

/*! Follows nothing. The property keeps its value. */
void PropertyBinding::clearSource()
{
    d->edited = false;
    d->value.clearSource();
}

/*!
    \property PropertyBinding::path
    \brief The absolute path, empty without a model.
*/
QString PropertyBinding::path() const
{
    return d->value.path();
}

/*! The object whose property is bound. */
QObject *PropertyBinding::target() const
{
    return d->target;
}

/*! The name of the property. */
QByteArray PropertyBinding::property() const
{
    return d->property.name();
}

/*! Writes what was edited, if it waits for the end of editing. */
void PropertyBinding::submit()
{
    if (d->edited)
        d->write();
}

/*! Drops what was edited and not written, and shows what the model has. */
void PropertyBinding::revert()
{
    d->edited = false;
    if (d->property.isValid() && d->value.source().isValid())
        d->show();
}

/*! \fn void PropertyBinding::failed(const Racer::Error &error)
    What the property has could not be converted, and was not written; or what the model has could not be shown. */
/*! \fn void PropertyBinding::sourceChanged()
    It follows another path. */

} // namespace Racer

#include "propertybinding.moc"
